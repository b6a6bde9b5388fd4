import"./shared-IKOZVRGA.js";
