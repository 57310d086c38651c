import { expect } from '@open-wc/testing';
import type { AttnHeatmap } from '../../src/index.js';
import { change, heatmapOf, part } from './fixture.js';

const numbers = (element: AttnHeatmap) =>
  Array.from(element.shadowRoot!.querySelectorAll<SVGTextElement>('svg.numbers text'));
const written = (element: AttnHeatmap) => numbers(element).map((text) => text.textContent);
const legend = (element: AttnHeatmap) => part(element, 'legend').textContent!;

const attention = [
  [1, 0, 0],
  [0.125, 0.875, 0],
  [0.2, 0.3, 0.5],
];
const mask = [
  [1, 0, 0],
  [1, 1, 0],
  [1, 1, 1],
];

describe('annotate', () => {
  it('writes the file’s numbers into their cells, and nothing into masked ones', async () => {
    const element = await heatmapOf({ attention, mask }, { annotate: true });
    expect(written(element)).to.deep.equal(['1.000', '0.125', '0.875', '0.200', '0.300', '0.500']);
    const [canvas] = [element.shadowRoot!.querySelector('canvas')!.getBoundingClientRect()];
    numbers(element).forEach((text, at) => {
      const { x, right, top, bottom } = text.getBoundingClientRect();
      const [row, column] = [
        [0, 0],
        [1, 0],
        [1, 1],
        [2, 0],
        [2, 1],
        [2, 2],
      ][at];
      const [width, height] = [canvas.width / 3, canvas.height / 3];
      expect(x, 'its left').to.be.above(canvas.x + column * width);
      expect(right, 'its right').to.be.below(canvas.x + (column + 1) * width);
      expect((top + bottom) / 2, 'its middle').to.be.closeTo(canvas.y + (row + 0.5) * height, height / 4);
    });
    const saved = await element.toSVG();
    for (const text of ['0.125', '0.875']) expect(saved).to.contain(`>${text}</text>`);
  });

  it('is read on light and on dark cells', async () => {
    const element = await heatmapOf({ attention }, { annotate: true, colormap: 'viridis' });
    const fill = (text: string) =>
      getComputedStyle(numbers(element).find(({ textContent }) => textContent === text)!).fill;
    // Viridis goes from dark blue to yellow.
    expect([fill('0.000'), fill('1.000')]).to.deep.equal(['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
  });

  it('writes fewer digits where there is less room, and says where there is none', async () => {
    const many = (count: number) => ({
      attention: Array.from({ length: count }, () => Array.from({ length: count }, () => 1 / count)),
    });
    const element = await heatmapOf(many(8), { annotate: true, width: 230 });
    const digits = new Set(written(element).map((text) => text!.length - 2));
    expect(digits.size).to.equal(1);
    expect([...digits][0]).to.be.within(1, 2);
    expect(legend(element)).not.to.contain('no room');
    await change(element, { data: many(40) });
    expect(written(element)).to.deep.equal([]);
    expect(legend(element)).to.contain('the cells have no room for their numbers');
    await change(element, { annotate: false });
    expect(legend(element)).not.to.contain('no room');
  });
});
