import"./shared-DNAXOSAA.js";
