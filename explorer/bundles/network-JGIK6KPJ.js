import"./shared-QIYRLSGX.js";
