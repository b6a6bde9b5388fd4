import"./shared-XCSFJHXS.js";
