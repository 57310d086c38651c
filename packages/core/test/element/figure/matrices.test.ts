import { expect } from '@open-wc/testing';
import { picture } from '../../../../../scripts/testing/page/saved.js';
import { paintPicture, type Picture, viridis } from '../../../src/color/index.js';
import { cellRuns } from '../../../src/element/figure/cell-runs.js';
import { keepDrawing } from '../../../src/element/canvas-drawing.js';
import { sceneToPng } from '../../../src/element/figure/png.js';
import { readScene } from '../../../src/element/figure/scene.js';
import { sceneToSvg } from '../../../src/element/figure/svg.js';

const notes = { title: '', description: '', metadata: {} };

const look = {
  table: viridis().table,
  scale: { kind: 'linear', domain: [0, 1], exponent: 1, diverging: false },
  nan: [240, 220, 160, 255],
  hatch: [140, 90, 0, 255],
  masked: [228, 229, 233, 255],
  under: [255, 255, 255, 0],
  over: [214, 0, 110, 255],
} as const;

const matrix = (rows: number, columns: number, value: (row: number, column: number) => number) => ({
  rows,
  columns,
  values: Float32Array.from({ length: rows * columns }, (_, i) => value(Math.floor(i / columns), i % columns)),
});

/** A figure of two matrices on a canvas of 200 × 100 pixels, each 80 × 80. */
function figure(...matrices: ReturnType<typeof matrix>[]): { root: HTMLElement; shown: Picture } {
  const root = document.createElement('div');
  root.style.cssText = 'position: absolute; left: 50px; top: 60px; width: 200px; height: 100px; background: #fff';
  const canvas = document.createElement('canvas');
  canvas.style.cssText = 'position: absolute; left: 0; top: 0; width: 200px; height: 100px';
  root.append(canvas);
  document.body.append(root);
  const tiles = matrices.map((one, i) => ({ matrix: one, x: 10 + 100 * i, y: 10, width: 80, height: 80 }));
  const shown: Picture = { width: 200, height: 100, look, reduction: 'max', tiles };
  [canvas.width, canvas.height] = [200, 100];
  keepDrawing(canvas, { kind: 'matrices', picture: shown });
  return { root, shown };
}

const checks = matrix(4, 4, (row, column) => ((row + column) % 2 ? 1 : 0.25));
const special = matrix(2, 2, (row, column) => [NaN, -Infinity, 2, 0.5][2 * row + column]);

async function svgOf(root: HTMLElement): Promise<Document> {
  return new DOMParser().parseFromString(await sceneToSvg(readScene(root), notes), 'image/svg+xml');
}

/** Colours of the middles of a picture's cells. */
const rows = ({ data, width }: ImageData) =>
  Array.from({ length: data.length / 4 / width }, (_, y) =>
    Array.from({ length: width }, (__, x) => [...data.subarray(4 * (y * width + x), 4 * (y * width + x) + 4)].join()),
  );

describe('matrices of a figure that is saved', () => {
  afterEach(() => document.body.replaceChildren());

  it('are an image each in an SVG, a pixel for a cell, in their place', async () => {
    const { root } = figure(checks, special);
    const images = [...(await svgOf(root)).querySelectorAll('image')];
    // The margin is 12.
    const boxes = images.map((image) => ['x', 'y', 'width', 'height'].map((name) => Number(image.getAttribute(name))));
    expect(boxes).to.deep.equal([
      [22, 22, 80, 80],
      [122, 22, 80, 80],
    ]);
    for (const image of images) expect(image.getAttribute('style')).to.contain('pixelated');
    const [first, second] = await Promise.all(images.map(async (image) => picture(image.getAttribute('href')!)));
    expect([first.width, first.height]).to.deep.equal([4, 4]);
    // Entries of viridis as Matplotlib 3.6 gives them in bytes: at 1; mixed of two at a quarter and a half.
    expect(rows(first)[0].slice(0, 2)).to.deep.equal(['58,82,139,255', '253,231,36,255']);
    expect(rows(second)).to.deep.equal([
      ['240,220,160,255', '228,229,233,255'],
      ['214,0,110,255', '32,144,140,255'],
    ]);
  });

  it('have stripes over the cells that are no numbers in an SVG, where the painter has them', async () => {
    const { root, shown } = figure(checks, special);
    const svg = await svgOf(root);
    const stripe = svg.querySelector('pattern')!;
    const striped = [...svg.querySelectorAll('path')].filter(
      (path) => path.getAttribute('fill') === `url(#${stripe.id})`,
    );
    expect(striped.map((path) => path.getAttribute('d'))).to.deep.equal(['M0,0H40V40H0Z']);
    const drawn = await picture(new Blob([new XMLSerializer().serializeToString(svg)], { type: 'image/svg+xml' }));
    const painted = paintPicture(shown);
    let unlike = 0;
    for (let y = 11; y < 49; y++) {
      for (let x = 111; x < 149; x++) {
        const [inFile, onScreen] = [4 * ((y + 12) * drawn.width + x + 12), 4 * (y * shown.width + x)];
        // Of an edge that is smoothed half a stripe's colour may be missing.
        unlike += Number(Math.abs(drawn.data[inFile] - painted[onScreen]) > 60);
      }
    }
    expect(unlike).to.equal(0);
  });

  it('of more cells than pixels keep them all in an SVG, and may be mixed where it is small', async () => {
    const { root } = figure(matrix(300, 200, (row, column) => Number(row === 17 && column === 42)));
    const image = (await svgOf(root)).querySelector('image')!;
    expect(image.hasAttribute('style')).to.equal(false);
    const shown = rows(await picture(image.getAttribute('href')!));
    expect([shown.length, shown[0].length]).to.deep.equal([300, 200]);
    const bright = shown.flatMap((row, y) => row.flatMap((color, x) => (color === '253,231,36,255' ? [[y, x]] : [])));
    expect(bright).to.deep.equal([[17, 42]]);
  });

  it('have a peak in every picture of theirs where there are too many cells to be kept', async () => {
    const { root } = figure(matrix(4097, 4097, (row, column) => Number(row === 17 && column === 42)));
    const shown = rows(await picture((await svgOf(root)).querySelector('image')!.getAttribute('href')!));
    // Four pixels for one of the page.
    expect([shown.length, shown[0].length]).to.deep.equal([320, 320]);
    expect(shown[1][3]).to.equal('253,231,36,255');
  });

  it('are pixels where more cells are no numbers than can be outlined, with their stripes', async () => {
    const { root } = figure(matrix(160, 160, (row, column) => ((row + column) % 2 ? NaN : 1)));
    const svg = await svgOf(root);
    expect(svg.querySelector('pattern')).to.equal(null);
    const shown = rows(await picture(svg.querySelector('image')!.getAttribute('href')!));
    expect([shown.length, shown[0].length]).to.deep.equal([320, 320]);
    const colors = new Set(shown.flat());
    expect(colors).to.deep.equal(new Set(['240,220,160,255', '140,90,0,255', '253,231,36,255']));
  });

  it('are drawn anew in a PNG of another scale: cells of whole pixels, stripes as wide', async () => {
    const three = matrix(3, 3, (row, column) => ((row + column) % 2 ? 1 : 0.25));
    const { root } = figure(
      three,
      matrix(1, 1, () => NaN),
    );
    const { data, width } = await picture(await sceneToPng(readScene(root), 3, notes));
    const at = (x: number, y: number) => [...data.subarray(4 * (y * width + x), 4 * (y * width + x) + 3)].join();
    // 240 pixels of three cells, from 12 + 10 pixels of the page on.
    const line = Array.from({ length: 240 }, (_, x) => at(3 * 22 + x, 3 * 22 + 5));
    expect([line.indexOf('253,231,36'), line.lastIndexOf('253,231,36')]).to.deep.equal([80, 159]);
    const stripes = Array.from({ length: 48 }, (_, x) => at(3 * 122 + x, 3 * 22 + 1) === '140,90,0');
    const widths = stripes
      .join()
      .match(/(true,?)+|(false,?)+/g)!
      .map((run) => run.split(',').filter(Boolean).length);
    // Three pixels of eight, three times as wide.
    expect(widths.slice(1, 4)).to.deep.equal([15, 9, 15]);
  });
});

describe('cells of a kind', () => {
  it('are covered by rectangles, joined from row to row where they are alike', () => {
    const values = [1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1];
    const cells = matrix(3, 4, (row, column) => values[4 * row + column]);
    expect(cellRuns(cells, Boolean, 9)).to.deep.equal([
      { x: 0, y: 0, width: 2, height: 2 },
      { x: 3, y: 0, width: 1, height: 1 },
      { x: 1, y: 2, width: 3, height: 1 },
    ]);
    expect(cellRuns(cells, Boolean, 2)).to.equal(null);
    expect(cellRuns(matrix(0, 0, Number), Boolean, 2)).to.deep.equal([]);
  });
});
