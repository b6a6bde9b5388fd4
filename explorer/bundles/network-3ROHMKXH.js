import"./shared-KC5D6OQW.js";
