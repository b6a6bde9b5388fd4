import"./shared-MVQIXAK7.js";
