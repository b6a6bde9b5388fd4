import"./shared-YB2H2QC5.js";
