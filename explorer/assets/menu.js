// The menu of an actor: beside it, inside the window.
faultlines.menu = (node) => {
  const menu = document.getElementById("menu");
  if (!menu) return;
  if (!node) {
    if (!menu.hidden) faultlines.set("menu", {hidden: true});
    return;
  }
  const {x, y} = node.renderedPosition();
  const stage = document.querySelector(".network").getBoundingClientRect();
  const left = Math.max(8, Math.min(x + 20, stage.width - 268));
  const top = Math.max(8, Math.min(y - 10, stage.height - 340));
  faultlines.store("menu-for", {actor: node.id(), name: node.data("name"), at: Date.now()});
  faultlines.set("menu", {hidden: false, style: {left: `${left}px`, top: `${top}px`}});
};
