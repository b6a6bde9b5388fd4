import"./shared-UCWVBV5Q.js";
