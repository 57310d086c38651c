import type { AttnHeatmap } from '@attn-elements/attn-heatmap';
import type { AttnImage } from '@attn-elements/attn-image';
import type { AttnText } from '@attn-elements/attn-text';
import { colormap, tableColor } from '@attn-elements/core/color';
import { expect } from '@open-wc/testing';
import { part, showWith } from '../../scripts/testing/page/fixture.js';
import './six.js';

/** Attention of two queries to four keys; and the scales that are compared, on one domain. */
const attention = [
  [0.5, 0.25, 0.1875, 0.0625],
  [0.1, 0.2, 0.65, 0.05],
];
const scales = [
  { scale: 'linear', domain: [0, 0.8] },
  { scale: 'log', domain: [0.01, 1] },
  { scale: 'power', exponent: 0.3, domain: [0, 0.8] },
  { scale: 'linear', normalization: 'row', domain: [0, 1] },
  { scale: 'power', exponent: 2, normalization: 'column', domain: [0, 1] },
  { scale: 'log', normalization: 'matrix', domain: [0.05, 1] },
] as const;

type Options = (typeof scales)[number];

/** Colour in the middle of a cell of a canvas that so many cells share evenly. */
function colorAt(canvas: HTMLCanvasElement, row: number, column: number, rows: number, columns: number): number[] {
  const [x, y] = [((column + 0.5) / columns) * canvas.width, ((row + 0.5) / rows) * canvas.height];
  return [...canvas.getContext('2d')!.getImageData(Math.floor(x), Math.floor(y), 1, 1).data];
}

async function heatmapColors(options: Options): Promise<number[][]> {
  const element = await showWith<AttnHeatmap>('attn-heatmap', { data: { attention }, colormap: 'viridis', ...options });
  const canvas = part<HTMLCanvasElement>(element, 'canvas');
  return attention[1].map((_, key) => colorAt(canvas, 1, key, 2, 4));
}

const near = (found: readonly number[], wanted: readonly number[], by: number) =>
  wanted.forEach((value, i) => expect(found[i], `${found} is not ${wanted}`).to.be.closeTo(value, by));

describe('the colour of a value', () => {
  for (const options of scales) {
    it(`is over a picture what it is in a heatmap: ${JSON.stringify(options)}`, async () => {
      const wanted = await heatmapColors(options);
      const element = await showWith<AttnImage>('attn-image', {
        data: { attention },
        grid: [2, 2],
        side: 'key',
        query: 1,
        overlay: 'tiles',
        opacity: 1,
        colormap: 'viridis',
        ...options,
      });
      const canvas = part<HTMLCanvasElement>(element, 'overlay');
      wanted.forEach((color, key) => near(colorAt(canvas, key >> 1, key & 1, 2, 2), color, 2));
    });

    it(`is in a text as strong as its place in a heatmap: ${JSON.stringify(options)}`, async () => {
      const wanted = await heatmapColors(options);
      const keyTokens = ['a', 'b', 'c', 'd'];
      const element = await showWith<AttnText>('attn-text', {
        data: { attention, keyTokens, queryTokens: ['x', 'y'] },
        query: 1,
        ...options,
      });
      const words = [...element.shadowRoot!.querySelectorAll<HTMLElement>('.text[data-side=key] .word')];
      const { table } = colormap('viridis')!;
      words.forEach((word, key) => near(tableColor(table, Number(word.style.getPropertyValue('--w'))), wanted[key], 2));
    });
  }
});
