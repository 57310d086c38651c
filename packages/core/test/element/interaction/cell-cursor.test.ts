import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { moveCursor, strongestCells } from '../../../src/element/index.js';

describe('the cursor of a grid', () => {
  const moves: [key: string, control: boolean, row: number, column: number][] = [
    ['ArrowUp', false, 24, 5],
    ['ArrowDown', false, 26, 5],
    ['ArrowLeft', false, 25, 4],
    ['ArrowRight', false, 25, 6],
    ['Home', false, 25, 0],
    ['End', false, 25, 8],
    ['Home', true, 0, 0],
    ['End', true, 39, 8],
    ['PageUp', false, 15, 5],
    ['PageDown', false, 35, 5],
  ];
  for (const [key, control, row, column] of moves) {
    it(`${control ? 'Control+' : ''}${key} goes to ${row}, ${column}`, () => {
      expect(moveCursor({ row: 25, column: 5 }, key, control, 40, 9)).to.deep.equal({ row, column });
    });
  }

  it('never leaves the grid', () => {
    const key = fc.constantFrom(...moves.map(([name]) => name));
    const side = fc.integer({ min: 1, max: 30 });
    fc.assert(
      fc.property(side, side, fc.array(fc.tuple(key, fc.boolean()), { maxLength: 60 }), (rows, columns, keys) => {
        let cell = { row: 0, column: 0 };
        for (const [name, control] of keys) {
          cell = moveCursor(cell, name, control, rows, columns)!;
          expect(cell.row).to.be.within(0, rows - 1);
          expect(cell.column).to.be.within(0, columns - 1);
        }
      }),
    );
  });

  it('is not moved by any other key', () => {
    for (const key of ['Tab', 'a', 'n', 'Enter', 'Escape', 'F5']) {
      expect(moveCursor({ row: 0, column: 0 }, key, false, 3, 3)).to.equal(null);
    }
  });
});

describe('the strongest cells', () => {
  it('are the first of all cells in order', () => {
    const value = fc.oneof(fc.float({ min: -2, max: 2 }), fc.constantFrom(0.5, 0.25, NaN, -Infinity));
    fc.assert(
      fc.property(
        fc.array(value, { maxLength: 60 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 20 }),
        (values, columns, count) => {
          const expected = values
            .map((strength, index) => ({ strength, index }))
            .filter(({ strength }) => strength > -Infinity)
            .sort((a, b) => b.strength - a.strength || a.index - b.index)
            .slice(0, count)
            .map(({ index }) => ({ row: Math.floor(index / columns), column: index % columns }));
          expect(strongestCells(values, columns, count)).to.deep.equal(expected);
        },
      ),
    );
  });

  it('are never masked ones, whichever fill the mask has', () => {
    const values = Float32Array.of(0.1, -3.4028234e38, -Infinity, 0.2);
    expect(strongestCells(values, 4, 10)).to.deep.equal([
      { row: 0, column: 3 },
      { row: 0, column: 0 },
    ]);
  });
});
