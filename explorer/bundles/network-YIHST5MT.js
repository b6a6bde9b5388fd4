import"./shared-7LD5OEVG.js";
