import { HEADS } from '../../page/attention.js';

await import(/* @vite-ignore */ new URL('/ours/attn-links.js', location.href).href);

export const inputOf = (values, tokens) => ({
  attention: { data: values, shape: [HEADS, tokens.length, tokens.length] },
  tokens,
});

/** @param options properties beside the data */
export function draw(box, data, options = {}) {
  box.append(Object.assign(document.createElement('attn-links'), options, { data }));
}

/** Between the labels of both sides. */
export function place() {
  const root = document.querySelector('attn-links').shadowRoot;
  const view = root.querySelector('.view')?.getBoundingClientRect();
  const labels = [...(root.querySelectorAll('.tokens g:first-of-type .label') ?? [])];
  if (!view || labels.length < 2) return { x: 0, y: 0, width: 0, band: 0 };
  const [first, second] = labels.map((label) => Number(label.getAttribute('y')));
  const left = labels[0].getBoundingClientRect().right;
  const right = root.querySelector('.tokens g:last-of-type .label').getBoundingClientRect().left;
  return { x: left + 10, y: view.y, width: right - left - 20, band: second - first };
}
