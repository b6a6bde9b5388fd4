import"./shared-2KVDTBO3.js";
