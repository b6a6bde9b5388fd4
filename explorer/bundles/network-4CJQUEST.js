import"./shared-PCULATXH.js";
