import"./shared-E5ONAE46.js";
