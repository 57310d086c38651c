/** Where no frame is drawn, as in a hidden tab, somebody may wait for it all the same; in milliseconds. */
const PATIENCE = 250;

/** Settles within the next frame of the page, before it is laid out and painted. */
export function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, PATIENCE);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
