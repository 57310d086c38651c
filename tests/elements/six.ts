import '@attn-elements/attn-heatmap/define';
import '@attn-elements/attn-image/define';
import '@attn-elements/attn-links/define';
import '@attn-elements/attn-text/define';
import '@attn-elements/attn-trainer/define';
import '@attn-elements/pe-plot/define';
import { type Shown, until } from '../../scripts/testing/page/fixture.js';

/** Attention [12, 12] of a causal row each, and its tokens. */
export const attention = Array.from({ length: 12 }, (_, i) =>
  Array.from({ length: 12 }, (_, j) => Number(i >= j) / (i + 1)),
);
export const tokens = 'the small cat sleeps on the red table today and ever since'.split(' ');

/** Attention of one query to a class token and 3 × 3 patches. */
const patches = [[0.1, ...Array.from({ length: 9 }, (_, i) => (i + 1) / 50)]];

/** A learned table of positions, [6, 4]. */
const table = Array.from({ length: 6 }, (_, i) => Array.from({ length: 4 }, (_, j) => Math.sin(i + j)));

/** Every element of the repository, with what shows a figure of it. */
export const six: Readonly<Record<string, object>> = {
  'attn-heatmap': { data: { attention, tokens } },
  'attn-links': { data: { attention, tokens } },
  'attn-text': { data: { attention, tokens } },
  'attn-image': { data: { attention: patches }, classToken: 1, grid: '3x3' },
  'pe-plot': { kind: 'learned', data: table },
  'attn-trainer': {
    task: 'reverse',
    steps: 4,
    layers: 1,
    heads: 2,
    dModel: 8,
    length: 4,
    vocabularySize: 4,
    batchSize: 2,
    engine: 'cpu',
  },
};

export interface Element extends Shown {
  readonly updateComplete: Promise<boolean>;
  requestUpdate(): void;
  train?(): Promise<void>;
}

/** An element with its figure, on the page or in another place of it. A trainer has come to the end of its four steps. */
export async function showOne(tag: string, place: Node, properties: object = {}): Promise<Element> {
  const element = Object.assign(document.createElement(tag), six[tag], properties) as unknown as Element;
  place.appendChild(element);
  await element.ready;
  if (element.train) {
    let isDone = false;
    element.addEventListener('attn-done', () => (isDone = true));
    await element.train();
    await until(() => isDone, 'the trainer is done');
    await element.ready;
  }
  return element;
}
