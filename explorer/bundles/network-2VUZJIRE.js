import"./shared-IQ2CHRK4.js";
