import { expect } from '@open-wc/testing';
import type { AttnHeatmap, CellDetail } from '../../src/index.js';
import { heatmapOf, listen, part, pixels, press, stand } from './fixture.js';

const SIDE = 1024;
/** Little everywhere, and a peak in a hundred cells, none of which shares a pixel with another. */
const peaks = Array.from({ length: 100 }, (_, i) => ({ row: 10 * i + ((i * 7) % 9), column: 10 * i + ((i * 5) % 8) }));
const values = new Float32Array(SIDE * SIDE).map((_, at) => ((at % 97) + 1) * 1e-4);
for (const [i, { row, column }] of peaks.entries()) values[row * SIDE + column] = 0.5 + i / 250;

/** A matrix of more cells than pixels, and how many pixels a side has. */
async function crowded(reduce: 'max' | 'mean' = 'max') {
  stand.style.width = '760px';
  const element = await heatmapOf({ attention: { shape: [SIDE, SIDE], data: values } }, { reduce });
  const side = Math.round(part(element, 'canvas').getBoundingClientRect().width);
  // Pixels of one cell and a half.
  expect(side).to.be.within(683, 800);
  return { element, side, hovers: listen<CellDetail>(element, 'attn-hover') };
}

/** Points at the middle of a pixel, which may be out of sight. */
async function pointAt(element: AttnHeatmap, column: number, row: number): Promise<void> {
  const { x, y } = part(element, 'canvas').getBoundingClientRect();
  const at = { clientX: x + column + 0.5, clientY: y + row + 0.5, pointerType: 'mouse', bubbles: true };
  part(element, 'plot').dispatchEvent(new PointerEvent('pointermove', at));
  await element.ready;
}

const readout = (element: AttnHeatmap) => part(element, 'readout').textContent!.trim();

describe('a pixel of many cells', () => {
  it('is read as the cell that gives it its colour, and every peak is reached', async () => {
    const { element, side, hovers } = await crowded();
    for (const [i, { row, column }] of peaks.entries()) {
      const [x, y] = [column, row].map((cell) => Math.floor(((cell + 0.5) * side) / SIDE));
      await pointAt(element, x, y);
      const { query, key, weight } = hovers.at(-1)!;
      expect([query, key], String(i)).to.deep.equal([row, column]);
      expect(weight).to.equal(values[row * SIDE + column]);
    }
    expect(readout(element)).not.to.contain('colour');
  });

  it('reads what its colour is of, wherever a pointer stands', async () => {
    const { element, side, hovers } = await crowded();
    const { data, width } = pixels(element);
    const ratio = width / side;
    const seen: { weight: number; green: number }[] = [];
    for (const [i, { row, column }] of peaks.entries()) {
      const places = [
        [column, row].map((cell) => Math.floor((cell * side) / SIDE)),
        [(i * 37) % side, (i * 53) % side],
      ];
      for (const [x, y] of places) {
        await pointAt(element, x, y);
        const pixel = (Math.floor((y + 0.5) * ratio) * width + Math.floor((x + 0.5) * ratio)) * 4;
        seen.push({ weight: hovers.at(-1)!.weight!, green: data[pixel + 1] });
      }
    }
    // Of viridis, the larger the greener.
    seen.sort((a, b) => a.weight - b.weight);
    for (const [i, { green }] of seen.entries()) expect(green).to.be.at.least(seen[Math.max(0, i - 1)].green);
  });

  it('says that its colour is a mean, and of how many', async () => {
    const { element, side } = await crowded('mean');
    const [x, y] = [11, 23];
    await pointAt(element, x, y);
    const range = (pixel: number) => [Math.floor((pixel * SIDE) / side), Math.ceil(((pixel + 1) * SIDE) / side)];
    const [[top, bottom], [left, right]] = [range(y), range(x)];
    const rows = Array.from({ length: bottom - top }, (_, i) => (top + i) * SIDE);
    const under = rows.flatMap((row) => [...values.subarray(row + left, row + right)]);
    const said = readout(element);
    expect(said).to.contain(`the colour is the mean of ${under.length} cells`);
    const mean = under.reduce((sum, value) => sum + value, 0) / under.length;
    expect(Number(/cells, ([\d.]+)/.exec(said)![1])).to.be.closeTo(mean, 1e-5);
  });

  it('is told by the keyboard where its colour is of another cell', async () => {
    const { element } = await crowded();
    await press(element, 'ArrowRight', 'ArrowLeft');
    // The first cell of all is the first peak.
    expect(readout(element)).to.contain('0.5').and.not.to.contain('colour');
    await press(element, 'ArrowRight', 'ArrowDown', 'ArrowLeft');
    // Under its pixel are rows 1 and 2 and columns 0 and 1, of which 1 → 1 has (1025 mod 97 + 1) / 10000.
    expect(readout(element)).to.equal('1 → 0: 0.0055; the colour is that of the largest of 4 cells, 1 → 1: 0.0056');
  });
});
