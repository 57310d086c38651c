import { attributes } from './attributes.js';

/**
 * `<pe-plot>`: the file that a page would load from a CDN, and attributes. It computes its table itself; what draws matrices it
 * fetches when it is asked for one.
 */
await import(/* @vite-ignore */ new URL('/ours/pe-plot.js', location.href).href);

const element = () => document.querySelector('pe-plot');

export function draw(box, figure, base) {
  const made = document.createElement('pe-plot');
  for (const [name, value] of Object.entries(attributes(figure, base))) made.setAttribute(name, value);
  box.append(made);
}

export async function update(base) {
  element().base = base;
  await element().ready;
}

/** The frames of plots stand on their edges. */
export const panels = () =>
  [...element().shadowRoot.querySelectorAll('svg.axes rect.frame-line')].map((frame) => frame.getBoundingClientRect());
