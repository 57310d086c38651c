import { expect } from '@open-wc/testing';
import type { ValueDetail } from '../../src/index.js';
import { activeCell, listen, part, plot, press, stand } from './fixture.js';

/** 100^(2/4) = 10. */
const value = (row: number, column: number): ValueDetail => ({
  kind: 'sinusoidal',
  row,
  column,
  rowName: String(row),
  columnName: String(column),
  value: Math.fround(Math.cos(row / 10)),
});

describe('select', () => {
  it('pins a value, counted from either end, without a word to the page', async () => {
    const element = await plot('view="heatmap" length="3" d-model="4" base="100"');
    const told = [listen(stand, 'attn-select'), listen(stand, 'attn-hover')];
    for (const [row, column] of [
      [2, 3],
      [-1, -1],
    ]) {
      await element.select(null);
      expect(element.selection).to.equal(null);
      await element.select({ row, column });
      expect(element.selection).to.deep.equal(value(2, 3));
      expect(part(element, 'readout').textContent).to.contain('0.9801');
      expect(activeCell(element)).to.equal(part(element, 'readout').textContent);
    }
    expect(told.flat()).to.deep.equal([]);
  });

  it('finds a kind among several, and takes what attn-select tells', async () => {
    const element = await plot('compare="sinusoidal rotary" view="similarity" length="6" d-model="4"');
    const told = listen<ValueDetail>(element, 'attn-select');
    await press(element, ']', 'ArrowDown', 'Enter');
    expect(element.selection).to.deep.equal(told[0]);
    await element.select({ kind: 'sinusoidal', row: 0, column: 0 });
    expect(element.selection).to.include({ kind: 'sinusoidal', row: 0, column: 0 });
    const [{ kind, row, column }] = told;
    await element.select({ kind, row: row!, column: column! });
    expect(element.selection).to.deep.equal(told[0]);
  });

  it('is refused where there is no such value', async () => {
    const element = await plot('view="heatmap" length="3" d-model="4"');
    for (const [place, code] of [
      [{ row: 3, column: 0 }, 'bad-option'],
      [{ row: 0, column: -5 }, 'bad-option'],
      [{ kind: 'alibi', row: 0, column: 0 }, 'bad-option'],
    ] as const) {
      expect(await element.select(place).catch((error) => error.code)).to.equal(code);
    }
    expect(element.selection).to.equal(null);
  });
});
