import"./shared-7L6W5E6X.js";
