import { expect } from '@open-wc/testing';
import type { ValueDetail } from '../../src/index.js';
import { cellAt, listen, part, plotOf } from './fixture.js';

const [ROWS, COLUMNS] = [3000, 6];
/** Little everywhere, and in one row of a hundred much, below 0 and above. */
const peaks = Array.from({ length: 30 }, (_, i) => ({ row: 100 * i + ((i * 37) % 90), column: i % COLUMNS }));
const values = Float32Array.from({ length: ROWS * COLUMNS }, (_, at) => ((at % 13) - 6) / 1000);
for (const [i, { row, column }] of peaks.entries()) values[row * COLUMNS + column] = (i % 2 ? -1 : 1) * (0.5 + i / 100);

describe('a pixel of many values', () => {
  it('is read as the value farthest from 0, which gives it its colour', async () => {
    const data = { shape: [ROWS, COLUMNS], data: values };
    const element = await plotOf({ kind: 'learned', view: 'heatmap', data } as never);
    const hovers = listen<ValueDetail>(element, 'attn-hover');
    for (const { row, column } of peaks) {
      const at = { ...cellAt(element, row, column, ROWS, COLUMNS), bubbles: true, pointerType: 'mouse' };
      part(element, 'plot').dispatchEvent(new PointerEvent('pointermove', at));
      await element.ready;
      const detail = hovers.at(-1)!;
      expect([detail.row, detail.column]).to.deep.equal([row, column]);
      expect(detail.value).to.equal(values[row * COLUMNS + column]);
    }
  });
});
