import"./shared-VKUZE6OD.js";
