// Undo and redo buttons: what they would do, and whether there is anything to do.
window.dash_clientside.faultlines.remember = (history) => {
  for (const name of ["undo", "redo"]) {
    const button = document.querySelector(`.tools [data-act=${name}]`);
    const label = history?.[name];
    if (!button) continue;
    button.disabled = !label;
    button.title = `${name === "undo" ? "Undo" : "Redo"}${label ? `: ${label}` : ""}  (${name === "undo" ? "Ctrl+Z" : "Ctrl+Shift+Z"})`;
  }
};
