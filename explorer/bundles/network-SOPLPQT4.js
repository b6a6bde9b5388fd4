import"./shared-UWJ4UR5R.js";
