import"./shared-AMW6D5WY.js";
