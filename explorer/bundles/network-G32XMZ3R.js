import"./shared-N74GUGCW.js";
