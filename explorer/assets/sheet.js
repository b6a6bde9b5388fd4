// The inspector is a sheet at the foot of a phone's screen: up when something is chosen, down at a touch.
(() => {
  const fl = window.faultlines;
  fl.sheet = (open) => document.getElementById("inspector")?.classList.toggle("open", open);
  fl.actions.sheet = () => document.getElementById("inspector").classList.toggle("open");
})();
