import"./shared-EMHEOOGP.js";
