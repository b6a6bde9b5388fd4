import"./shared-3GNTD7FK.js";
