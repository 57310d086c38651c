import { expect } from '@open-wc/testing';
import {
  between,
  boxed,
  moved,
  revealing,
  scaled,
  settled,
  textOf,
  wholeWindow,
  windowOf,
  type ZoomWindow,
} from '../../../src/element/zoom/zoom-window.js';

const size = { rows: 1000, columns: 500 };
const text = (window: ZoomWindow) => textOf(settled(window, size), size);

describe('a window of a matrix', () => {
  it('is named as Python slices, and cut to what there is', () => {
    for (const [given, found] of [
      ['40:80 0:80', '40:80 0:80'],
      ['-20: :80', '980:1000 0:80'],
      ['990:2000 −5:', '990:1000 495:500'],
      [': :', null],
      ['80:40 0:80', null],
      [null, null],
    ] as const)
      expect(textOf(windowOf(given, size), size), String(given)).to.equal(found);
  });

  it('grows and shrinks around a place, never beyond the matrix', () => {
    const half = scaled(wholeWindow(size), size, 0.5, { row: 800, column: 100 });
    expect(text(half)).to.equal('400:900 50:300');
    expect(text(scaled(half, size, 2, { row: 800, column: 100 }))).to.equal(null);
    expect(text(scaled(half, size, 1e-9, { row: 400, column: 50 }))).to.equal('400:404 50:54');
    expect(text(moved(half, size, { row: 500, column: -500 }))).to.equal('500:1000 0:250');
  });

  it('moves as little as shows a cell', () => {
    const window = windowOf('100:110 100:110', size);
    expect(text(revealing(window, size, { row: 105, column: 105 }))).to.equal('100:110 100:110');
    expect(text(revealing(window, size, { row: 110, column: 99 }))).to.equal('102:112 98:108');
    expect(text(revealing(window, size, { row: 999, column: 0 }))).to.equal('990:1000 0:10');
  });

  it('keeps the form of cells where a part is chosen, and has a few of them at least', () => {
    expect(text(boxed({ row: 100, column: 100 }, { row: 300, column: 120 }, size))).to.equal('100:300 60:160');
    expect(text(boxed({ row: 10, column: 10 }, { row: 10, column: 10 }, size))).to.equal('6:14 8:12');
  });

  it('goes from one to another by equal factors, with a place that stays', () => {
    const to = scaled(wholeWindow(size), size, 0.25, { row: 600, column: 300 });
    const way = between(wholeWindow(size), to, 0.5);
    expect(text(way)).to.equal('300:800 150:400');
    expect(between(way, to, 1)).to.deep.equal(to);
  });
});
