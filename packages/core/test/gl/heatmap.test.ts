import { expect } from '@open-wc/testing';
import { colormapNames, colorOf, type Matrix, paintPicture, type Picture } from '../../src/color/index.js';
import { Stage } from '../../src/gl/index.js';
import { difference, lookFor, matrixOf, PictureView, pictureOf, randomNumbers } from './pictures.js';

/** Draws a picture by both engines and holds one to the other. */
function compare(picture: Picture): Uint8ClampedArray {
  const view = new PictureView(picture);
  Stage.page.request(view);
  Stage.page.flush();
  expect(view.engines, 'drawn by WebGL').to.deep.equal(['gl']);
  const bytes = view.bytes;
  const { most, where } = difference(bytes, paintPicture(picture), picture.width);
  expect(most, where).to.be.at.most(1);
  return bytes;
}

/** Weights with a few of everything that is no weight. */
function oddMatrix(rows: number, columns: number, seed: number, signed = false): Matrix {
  const random = randomNumbers(seed);
  const odd = [NaN, -Infinity, -3.4028234e38, Infinity, 0, 5, -5];
  return matrixOf(rows, columns, () => {
    const chance = random();
    return chance < 0.3 ? odd[Math.floor(random() * odd.length)] : random() - (signed ? 0.5 : 0);
  });
}

describe('the heatmap pass, held to the painter without WebGL', () => {
  for (const [rows, columns, width, height, about] of [
    [7, 7, 280, 280, 'larger than its cells, evenly'],
    [7, 5, 283, 301, 'larger than its cells, unevenly'],
    [60, 50, 50, 60, 'as large as its cells'],
    [61, 53, 20, 30, 'smaller than its cells'],
    [50, 3, 90, 20, 'wider and lower than its cells'],
    [3, 50, 20, 90, 'narrower and higher than its cells'],
    [1, 1, 1, 1, 'of one pixel'],
  ]) {
    it(`is equal ${about}`, () => {
      compare(pictureOf(oddMatrix(rows as number, columns as number, 1), width as number, height as number));
    });
  }

  for (const map of colormapNames()) {
    it(`is equal in ${map}, also reversed`, () => {
      const matrix = oddMatrix(40, 40, 2, true);
      compare(pictureOf(matrix, 160, 160, { map, domain: map === 'rdbu' || map === 'vik' ? [-0.4, 0.4] : [0, 0.4] }));
      compare(pictureOf(matrix, 25, 25, { map: `${map}_r`, domain: [-0.4, 0.4] }));
    });
  }

  for (const [plan, about] of [
    [{ kind: 'log' }, 'log'],
    [{ kind: 'log', domain: [1e-3, 0.5] }, 'log with a narrow domain'],
    [{ kind: 'power', exponent: 0.5 }, 'power 0.5'],
    [{ kind: 'power', exponent: 3 }, 'power 3'],
    [{ kind: 'power', exponent: 0.3, map: 'vik', domain: [-0.5, 0.5] }, 'power, diverging'],
    [{ kind: 'linear', map: 'rdbu', domain: [-0.2, 0.2] }, 'diverging with values beyond both ends'],
    [{ kind: 'linear', domain: [0.4, 0.6] }, 'linear with values beyond both ends'],
  ] as const) {
    it(`is equal for ${about}`, () => {
      const change = { ...plan, domain: 'domain' in plan ? ([...plan.domain] as [number, number]) : undefined };
      compare(pictureOf(oddMatrix(40, 40, 3, true), 120, 120, change));
      compare(pictureOf(oddMatrix(90, 90, 4, true), 31, 37, change));
    });
  }

  it('is equal where the mean is shown', () => {
    const matrix = oddMatrix(90, 70, 5);
    compare({ ...pictureOf(matrix, 31, 23, { domain: [0, 1] }), reduction: 'mean' });
  });

  it('is equal where all is masked, where all is NaN, and where all is 0', () => {
    for (const value of [-Infinity, NaN, 0])
      compare(
        pictureOf(
          matrixOf(9, 9, () => value),
          60,
          60,
        ),
      );
  });

  it('tells NaN, masked, below, above and 0 apart', () => {
    const matrix = matrixOf(1, 6, (i) => [NaN, -Infinity, -1, 2, 0, 1][i]);
    const picture = pictureOf(matrix, 60, 1, { domain: [0, 1] });
    const bytes = compare(picture);
    const colors = new Set<string>();
    for (let x = 5; x < 60; x += 10) colors.add(bytes.subarray(x * 4, x * 4 + 4).join());
    expect(colors.size).to.equal(6);
  });

  it('is equal 4096 cells wide, drawn to fewer pixels', () => {
    const random = randomNumbers(6);
    compare(
      pictureOf(
        matrixOf(16, 4096, () => random() ** 4),
        1000,
        16,
      ),
    );
    compare(
      pictureOf(
        matrixOf(4096, 3, () => random() ** 4),
        33,
        700,
      ),
    );
  });

  it('is equal in a grid of 144 tiles of several sizes', () => {
    const tiles = Array.from({ length: 144 }, (_, i) => {
      const [row, column] = [Math.floor(i / 12), i % 12];
      const matrix = oddMatrix(3 + row, 2 + column * 5, 100 + i);
      return { matrix, x: 2 + column * 31, y: 3 + row * 29, width: 27, height: 26 };
    });
    compare({
      width: 380,
      height: 352,
      tiles,
      look: lookFor(
        tiles.map(({ matrix }) => matrix),
        { domain: [0, 1] },
      ),
      reduction: 'max',
    });
  });

  // The smaller is reduced by the shader, the larger before it is uploaded.
  for (const size of [1100, 4096])
    it(`shows each of twenty bright cells in ${size} × ${size} on 600 pixels`, () => {
      const random = randomNumbers(7);
      const values = new Float32Array(size * size);
      const peaks = Array.from({ length: 20 }, () => Math.floor(random() * values.length));
      for (const peak of peaks) values[peak] = 1;
      const picture = pictureOf({ rows: size, columns: size, values }, 600, 600);
      const bytes = compare(picture);
      const bright = colorOf(picture.look, 1);
      for (const peak of peaks) {
        const y = Math.floor((Math.floor(peak / size) * 600) / size);
        const x = Math.floor(((peak % size) * 600) / size);
        const color = bytes.subarray((y * 600 + x) * 4, (y * 600 + x) * 4 + 4);
        expect(difference(color, bright, 1).most, `the peak at pixel ${x}, ${y}`).to.be.at.most(1);
      }
    });
});
