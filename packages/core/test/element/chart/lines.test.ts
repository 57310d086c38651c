import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { type LineValues, type PlotScale, plotScale, traceLine } from '../../../src/element/index.js';

type Point = readonly [x: number, y: number];

const along = (count: number, width: number) => ({
  first: 0,
  step: 1,
  scale: plotScale('linear', [0, Math.max(1, count - 1)], [0, width]),
});
/** One pixel for each unit. */
const level = plotScale('linear', [0, 1], [0, 1]);
const lineOf = (values: ArrayLike<number>): LineValues => ({ values, offset: 0, stride: 1, count: values.length });

/** The strokes of a path: a list of points each. */
function strokes(
  line: LineValues,
  x: { first: number; step: number; scale: PlotScale },
  y: PlotScale = level,
  column = 1,
): Point[][] {
  const found: Point[][] = [];
  const sink = {
    moveTo: (...point: Point) => void found.push([point]),
    lineTo: (...point: Point) => void found[found.length - 1].push(point),
    bezierCurveTo: () => expect.fail('a line of values has no curves'),
  };
  traceLine(sink, line, x, y, column);
  return found;
}

/** Between which heights each pixel column is covered by the strokes of a path. */
function coverage(paths: readonly (readonly Point[])[], columns: number): [low: number, high: number][] {
  const found = Array.from({ length: columns }, (): [number, number] => [Infinity, -Infinity]);
  const cover = (column: number, ...heights: number[]) => {
    const one = found[Math.min(columns - 1, Math.max(0, column))];
    one[0] = Math.min(one[0], ...heights);
    one[1] = Math.max(one[1], ...heights);
  };
  for (const points of paths) {
    points.forEach(([x, y], i) => {
      cover(Math.floor(x), y);
      const [ax, ay] = points[Math.max(0, i - 1)];
      const at = (edge: number) => ay + ((edge - ax) / (x - ax)) * (y - ay);
      for (let edge = Math.floor(ax) + 1; edge <= x; edge++) {
        cover(edge - 1, at(edge));
        cover(edge, at(edge));
      }
    });
  }
  return found;
}

const numbers = (length: number) =>
  fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: length, maxLength: length });

describe('the path of a line', () => {
  it('covers what all points would: of many values in a pixel column the lowest and the highest are drawn', () => {
    const width = 20;
    fc.assert(
      fc.property(fc.integer({ min: 120, max: 700 }).chain(numbers), (values) => {
        const x = along(values.length, width);
        const all = values.map((value, i): Point => [x.scale(i), value]);
        const found = coverage(strokes(lineOf(values), x), width);
        const wanted = coverage([all], width);
        // Which column a value at its very edge belongs to is a matter of rounding: a neighbour may have it.
        found.forEach(([low, high], column) => {
          const near = wanted.slice(Math.max(0, column - 1), column + 2);
          expect(low).to.be.at.least(Math.min(...near.map((one) => one[0])) - 1e-9);
          expect(high).to.be.at.most(Math.max(...near.map((one) => one[1])) + 1e-9);
          const own = found.slice(Math.max(0, column - 1), column + 2);
          expect(Math.min(...own.map((one) => one[0]))).to.be.at.most(wanted[column][0] + 1e-9);
          expect(Math.max(...own.map((one) => one[1]))).to.be.at.least(wanted[column][1] - 1e-9);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('finds one peak among a hundred thousand values, wherever it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999 }), fc.constantFrom(-7, 7), (at, peak) => {
        const values = new Float32Array(100_000);
        values[at] = peak;
        const x = along(values.length, 300);
        const points = strokes(lineOf(values), x).flat();
        const found = points.filter(([, y]) => y === peak);
        expect(found).not.to.deep.equal([]);
        // In its pixel column.
        for (const [place] of found) expect(place).to.be.closeTo(x.scale(at), 0.51);
      }),
      { numRuns: 30 },
    );
  });

  it('costs what the width costs, not the values', () => {
    const values = Float32Array.from({ length: 1_000_000 }, (_, i) => Math.sin(i * 12.9898));
    const points = strokes(lineOf(values), along(values.length, 100)).flat();
    expect(points.length).to.be.within(100, 400);
    const fine = strokes(lineOf(values), along(values.length, 100), level, 0.5).flat();
    expect(fine.length).to.be.within(points.length * 1.5, 800);
  });

  it('goes from left to right, from the first value to the last', () => {
    const values = Float32Array.from({ length: 5000 }, (_, i) => Math.cos(i * i));
    const x = along(values.length, 150);
    const [points, ...others] = strokes(lineOf(values), x);
    expect(others).to.deep.equal([]);
    expect(points[0]).to.deep.equal([0, values[0]]);
    expect(points.at(-1)).to.deep.equal([150, values[4999]]);
    for (let i = 1; i < points.length; i++) expect(points[i][0]).to.be.at.least(points[i - 1][0]);
  });

  it('fills the pixel columns in which it turns often, from the lowest to the highest value', () => {
    const values = Float32Array.from({ length: 5000 }, (_, i) => 20 + 20 * Math.sin(i));
    const canvas = new OffscreenCanvas(60, 40).getContext('2d', { willReadFrequently: true })!;
    canvas.beginPath();
    traceLine(canvas, lineOf(values), along(values.length, 60), level, 1);
    canvas.stroke();
    const { data } = canvas.getImageData(1, 1, 58, 38);
    for (let i = 3; i < data.length; i += 4) expect(data[i], `pixel ${(i - 3) / 4}`).to.be.above(250);
  });

  it('has every value where they are few', () => {
    const values = [3, 1, 4, 1, 5, 9, 2, 6];
    const x = { first: 10, step: 5, scale: plotScale('linear', [10, 45], [0, 70]) };
    expect(strokes(lineOf(values), x, plotScale('linear', [0, 10], [100, 0]))).to.deep.equal([
      values.map((value, i) => [10 * i, 100 - 10 * value]),
    ]);
  });

  it('reads its values where they stand in a table', () => {
    const table = [0, 10, 20, 1, 11, 21, 2, 12, 22];
    const column = { values: table, offset: 1, stride: 3, count: 3 };
    expect(
      strokes(column, along(3, 100))
        .flat()
        .map(([, y]) => y),
    ).to.deep.equal([10, 11, 12]);
    const many = Float32Array.from({ length: 6000 }, (_, i) => (i % 2 ? (i === 3001 ? 9 : 1) : 100));
    const odd = strokes({ values: many, offset: 1, stride: 2, count: 3000 }, along(3000, 50)).flat();
    expect(new Set(odd.map(([, y]) => y))).to.deep.equal(new Set([1, 9]));
  });

  it('of one value, and of none, is no stroke that could break', () => {
    expect(strokes(lineOf([4]), along(1, 100))).to.deep.equal([[[0, 4]]]);
    expect(strokes(lineOf([]), along(1, 100))).to.deep.equal([]);
    expect(strokes(lineOf([NaN]), along(1, 100))).to.deep.equal([]);
  });

  for (const [about, count] of [
    ['few', 9],
    ['many', 9000],
  ] as const) {
    it(`is interrupted by NaN among ${about} values, and goes on behind it`, () => {
      const values = Float32Array.from({ length: count }, (_, i) => (i % 3) + 1);
      // Among many it begins and ends inside of pixel columns, which are a hundred values wide.
      const [from, to] = [Math.floor(count * 0.337), Math.floor(count * 0.671)];
      values.fill(NaN, from, to);
      const x = along(count, 90);
      const found = strokes(lineOf(values), x);
      expect(found).to.have.length(2);
      const [before, after] = found;
      expect(before.at(-1)![0]).to.equal(x.scale(from - 1));
      expect(after[0][0]).to.equal(x.scale(to));
      expect(after.at(-1)![0]).to.equal(90);
      for (const [, y] of found.flat()) expect(Number.isNaN(y)).to.equal(false);
    });
  }

  it('begins behind NaN, and ends before it', () => {
    const values = new Float32Array(4000).fill(2);
    values.fill(NaN, 0, 500);
    values.fill(NaN, 3500);
    const x = along(values.length, 40);
    const [points, ...others] = strokes(lineOf(values), x);
    expect(others).to.deep.equal([]);
    expect([points[0][0], points.at(-1)![0]]).to.deep.equal([x.scale(500), x.scale(3499)]);
  });

  it('keeps the peaks of a pixel column that holds NaN, and the gap there', () => {
    for (const hole of [500, 505, 599]) {
      const values = new Float32Array(1000).fill(1);
      values[503] = 8;
      values[507] = -8;
      values[hole] = NaN;
      const x = along(1000, 10);
      const found = strokes(lineOf(values), x);
      expect(found.flat().map(([, y]) => y)).to.include.members([8, -8]);
      expect(found).to.have.length(2);
      expect(found[0].at(-1)![0]).to.equal(x.scale(hole - 1));
      expect(found[1][0][0]).to.equal(x.scale(hole + 1));
    }
  });

  it('along a logarithmic axis has every value, at its place', () => {
    const values = Float32Array.from({ length: 500 }, (_, i) => i % 7);
    const scale = plotScale('log', [1, 500], [0, 60]);
    const [points] = strokes(lineOf(values), { first: 1, step: 1, scale });
    expect(points).to.have.length(500);
    points.forEach(([x, y], i) => {
      expect(x).to.be.closeTo((60 * Math.log(i + 1)) / Math.log(500), 1e-9);
      expect(y).to.equal(values[i]);
    });
  });

  it('runs from right to left where the axis does', () => {
    const values = Float32Array.from({ length: 3000 }, (_, i) => Math.sin(i * i));
    const x = { first: 0, step: 1, scale: plotScale('linear', [0, 2999], [80, 0]) };
    const [points] = strokes(lineOf(values), x);
    expect([points[0][0], points.at(-1)![0]]).to.deep.equal([80, 0]);
    expect(points.length).to.be.at.most(320);
    expect(Math.max(...points.map(([, y]) => y))).to.equal(Math.max(...values));
  });
});
