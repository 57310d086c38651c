/** Settings of the playground, as a link carries them and as a tag says them. */

export const tags = ['attn-heatmap', 'attn-links', 'attn-text', 'attn-image', 'pe-plot'];

/** Shown until a file is chosen. */
export const samples = {
  'attn-heatmap': { src: '../data/translation-1.safetensors', array: 'cross' },
  'attn-links': { src: '../data/translation-1.safetensors', array: 'cross' },
  'attn-text': { src: '../data/reviews.json' },
  'attn-image': { src: '../data/lake-patches.f16.npz', grid: '10 16', image: '../data/lake.png' },
  'pe-plot': { kind: 'sinusoidal' },
};

/** @returns {{tag: string, attributes: Map<string, string>}} the settings of an address; of none the first sample */
export function readHash(hash) {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  const named = given.get('element');
  const tag = tags.includes(named) ? named : tags[0];
  given.delete('element');
  return { tag, attributes: new Map(given.size > 0 ? given : Object.entries(samples[tag])) };
}

export function writeHash({ tag, attributes }) {
  return `#${new URLSearchParams([['element', tag], ...attributes])}`;
}

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** The two lines of a page. @param file name of a file of the reader's own; null without one */
export function tagText({ tag, attributes }, file) {
  const all = new Map(file ? [['src', file], ...[...attributes].filter(([name]) => name !== 'src')] : attributes);
  const written = [...all]
    .map(([name, value]) => (value === '' ? ` ${name}` : ` ${name}="${escaped(value)}"`))
    .join('');
  return `<script type="module" src="${tag}.js"></script>\n<${tag}${written}></${tag}>`;
}
