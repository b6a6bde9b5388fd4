import"./shared-CBXQN6YN.js";
