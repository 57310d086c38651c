import { expect } from '@open-wc/testing';
import { part, pixels, plotOf } from './fixture.js';

const table = { shape: [2, 2], data: Float32Array.from([0, 0.25, 0.5, 1]) };
const given = { kind: 'learned', view: 'heatmap', data: table, colormap: 'greys' } as never as object;

/** Red of the middle of each cell, row by row. */
async function reds(options: object): Promise<number[]> {
  const element = await plotOf({ ...given, ...options } as never);
  const { width, height, data } = pixels(element, 'matrices');
  const canvas = element.shadowRoot!.querySelector('canvas.matrices')!.getBoundingClientRect();
  const frame = element.shadowRoot!.querySelector('.frame-line')!.getBoundingClientRect();
  const at = (row: number, column: number) => {
    const x = frame.x - canvas.x + ((column + 0.5) / 2) * frame.width;
    const y = frame.y - canvas.y + ((row + 0.5) / 2) * frame.height;
    const [left, top] = [Math.floor((x / canvas.width) * width), Math.floor((y / canvas.height) * height)];
    return data[4 * (top * width + left)];
  };
  return [at(0, 0), at(0, 1), at(1, 0), at(1, 1)];
}

describe('the scale of matrices', () => {
  it('bends, reaches as far as the author says, and divides by the largest of a row', async () => {
    const [low, quarter, half, high] = await reds({});
    expect(new Set([low, quarter, half, high]).size).to.equal(4);
    // 0.25 ** 0.5 is 0.5.
    expect((await reds({ scale: 'power', exponent: 0.5 }))[1]).to.be.closeTo(half, 1);
    expect((await reds({ domain: [0, 0.5] }))[1]).to.be.closeTo(half, 1);
    expect((await reds({ normalization: 'row' }))[1]).to.be.closeTo(high, 1);
  });

  it('is said in the legend, and values are read as they are', async () => {
    const options = { scale: 'power', exponent: 0.3, normalization: 'row', domain: [0, 0.9] };
    const element = await plotOf({ ...given, ...options } as never);
    const legend = part(element, 'legend').textContent!;
    expect(legend).to.contain('power 0.3').and.to.contain('divided by').and.to.contain('above 0.9');
    const reading = element.shadowRoot!.querySelector('[role=grid]')!;
    expect(reading.textContent).to.contain('0.25');
  });
});
