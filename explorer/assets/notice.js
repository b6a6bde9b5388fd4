// One line at the foot of the canvas: what has just happened, and perhaps what could come next.
(() => {
  const fl = window.faultlines;
  let timer = 0;

  fl.notice = (text, more) => {
    const room = document.getElementById("notice");
    if (!room) return;
    clearTimeout(timer);
    room.replaceChildren();
    room.classList.toggle("shown", Boolean(text));
    if (!text) return;
    const words = document.createElement("span");
    words.textContent = text;
    room.append(words);
    if (more) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button";
      button.textContent = `Next ${Math.min(25, more.left)}`;
      button.dataset.request = JSON.stringify({...more, name: fl.canvas().nodes[more.actor]?.name});
      room.append(button);
    }
    timer = setTimeout(() => room.classList.remove("shown"), more ? 20_000 : 5_000);
  };
})();
