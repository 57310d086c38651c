/**
 * `<attn-heatmap>`: the file that a page would load from a CDN, and the data as a property. Nothing is waited for: the
 * screen is watched.
 */
await import(/* @vite-ignore */ new URL('/ours/attn-heatmap.js', location.href).href);

const elements = [];

function heatmap(box, shape, data, width) {
  const element = document.createElement('attn-heatmap');
  element.heading = 'Attention';
  element.data = { attention: { shape, data } };
  if (width) element.width = width;
  elements.push(element);
  box.append(element);
}

/** As wide as it takes for a plot of about 600 pixels, like everybody else's. */
export const draw = (box, { n, data }) => heatmap(box, [n, n], data, 665);

export function update({ n, data }) {
  elements[0].data = { attention: { shape: [n, n], data } };
}

export const grid = (box, { rows, columns, n, data }) => heatmap(box, [rows, columns, n, n], data);

export const many = (boxes, matrices) =>
  boxes.forEach((box, i) => heatmap(box, [matrices[i].n, matrices[i].n], matrices[i].data));

/** The frame around a matrix is drawn half a pixel outside of it. */
export const panels = () =>
  elements.flatMap((element) =>
    [...element.shadowRoot.querySelectorAll('svg.axes rect.tile')].map((tile) => {
      const { x, y, width, height } = tile.getBoundingClientRect();
      return new DOMRect(x + 0.5, y + 0.5, width - 1, height - 1);
    }),
  );
