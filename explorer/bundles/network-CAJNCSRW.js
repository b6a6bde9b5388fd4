import"./shared-YSCMLX62.js";
