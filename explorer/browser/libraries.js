// Mantine and Dash write their styles into the page in no layer, where they would win against all of ours. They have done
// so when this runs, and nothing is drawn yet: move them into a layer that lies below ours.
for (const style of document.querySelectorAll("head style:not([data-layered])")) {
  if (!style.textContent) continue;
  style.textContent = `@layer libraries {${style.textContent}}`;
  style.setAttribute("data-layered", "");
}
