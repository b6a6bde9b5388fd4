// What follows from many events of Cytoscape at once.

/**
 * Run something in the frame after such events, once however many they are: thousands of elements come and go in one step.
 * @param {Cytoscape} cy
 * @param {string} events
 * @param {() => void} run
 */
export function onceAFrame(cy, events, run) {
  let frame = 0;
  cy.on(events, () => {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      if (!cy.destroyed()) run();
    });
  });
}
