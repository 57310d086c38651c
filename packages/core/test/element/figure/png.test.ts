import { expect } from '@open-wc/testing';
import { picture } from '../../../../../scripts/testing/page/saved.js';
import { AttnError } from '../../../src/errors.js';
import { groundOf } from '../../../src/element/figure/ground.js';
import { sceneToPng } from '../../../src/element/figure/png.js';
import { scaleOf } from '../../../src/element/figure/png-scale.js';
import type { Scene, SceneItem } from '../../../src/element/figure/scene.js';

const scene = (...items: SceneItem[]): Scene => ({ width: 200, height: 100, background: '#fff', items });

const notes = { title: 'Layer 1 · 头 0', description: 'A figure', metadata: { source: 'a.npz' } };

const upright = (anchor: 'start' | 'middle' | 'end'): SceneItem => ({
  kind: 'text',
  transform: [1, 0, 0, 1, 100, 50],
  text: '注意',
  x: 0,
  y: 0,
  anchor,
  upright: true,
  fill: '#000',
  font: { size: 16, family: 'sans-serif', weight: '400', style: 'normal' },
});

/** First and last row that has anything on it. */
async function inked(item: SceneItem): Promise<[first: number, last: number]> {
  const { data, width, height } = await picture(await sceneToPng(scene(item), 1, notes));
  const rows: number[] = [];
  for (let y = 0; y < height; y++) {
    const row = data.subarray(y * width * 4, (y + 1) * width * 4);
    if (row.some((byte, i) => i % 4 < 3 && byte < 128)) rows.push(y);
  }
  return [rows[0], rows[rows.length - 1]];
}

describe('a figure as a PNG', () => {
  it('has upright text below, around and above its anchor, as SVG has', async () => {
    // Two characters of 16 pixels.
    for (const [anchor, above, below] of [
      ['start', 48, 84],
      ['middle', 32, 68],
      ['end', 16, 52],
    ] as const) {
      const [first, last] = await inked(upright(anchor));
      expect(first, anchor).to.be.within(above, above + 8);
      expect(last, anchor).to.be.within(below - 10, below);
    }
  });

  for (const [size, said] of [
    // 2²⁶ pixels of 20,000; one pixel of 100.
    ...[-1, 0, NaN, Infinity, 1e-9, 500, '2', null].map((scale) => [{ scale }, 'from 0.01 to 57.92'] as const),
    [{ dpi: 0 }, 'dpi is 0: a number from 0.96 to 5560.9'],
    [{ scale: 2, dpi: 300 }, 'scale is 2: it or dpi is needed, not both'],
    [3, '3: one of {scale}, {dpi} is needed'],
  ] as const)
    it(`is not made of ${JSON.stringify(size)}: what can be is said`, () => {
      const make = () => scaleOf(scene(), size as object);
      expect(make).to.throw(AttnError, said).with.property('code', 'bad-option');
    });

  it('has the scale or the resolution that is asked for, else twice the size, or what can be drawn of that', () => {
    expect(scaleOf(scene(), { scale: 1.5 })).to.equal(1.5);
    expect(scaleOf(scene(), { dpi: 300 })).to.equal(3.125);
    expect(scaleOf(scene(), {})).to.equal(2);
    expect(scaleOf({ width: 640, height: 16_384 }, {})).to.equal(1);
  });

  it('tells its resolution, and what it shows', async () => {
    const blob = await sceneToPng(scene(), 2, notes);
    const text = await blob.text();
    for (const part of ['Title\0\0\0\0\0Layer 1 · 头 0', 'Description\0\0\0\0\0A figure', '{"source":"a.npz"}'])
      expect(text).to.contain(part);
    const bytes = new DataView(await blob.arrayBuffer());
    const name = String.fromCharCode(...new Uint8Array(bytes.buffer, 37, 4));
    expect(name).to.equal('pHYs');
    // 192 pixels an inch of 2.54 cm.
    expect([bytes.getUint32(41), bytes.getUint32(45), bytes.getUint8(49)]).to.deep.equal([7559, 7559, 1]);
    // The sum that zlib's crc32() gives for these 13 bytes.
    expect(bytes.getUint32(50).toString(16)).to.equal('8fe5f165');
    expect((await picture(blob)).width).to.equal(400);
  });

  it('of a small scale is one all the same', async () => {
    const { width, height } = await picture(await sceneToPng(scene(), 0.5, notes));
    expect([width, height]).to.deep.equal([100, 50]);
  });
});

describe('the ground of a saved figure', () => {
  const { documentElement } = document;
  const figure = (style: string) => {
    const around = document.createElement('div');
    around.style.cssText = style;
    const inner = document.createElement('div');
    around.append(inner);
    document.body.append(around);
    return inner;
  };
  afterEach(() => {
    document.body.replaceChildren();
    documentElement.style.colorScheme = '';
  });

  it('is of the scheme that the text is of', () => {
    for (const scheme of ['dark', 'light', 'light dark']) {
      documentElement.style.colorScheme = scheme;
      const inner = figure('');
      const text = getComputedStyle(inner).color;
      const isDark = text === 'rgb(255, 255, 255)';
      expect(groundOf(inner), scheme).to.equal(isDark ? 'rgb(18, 18, 18)' : 'rgb(255, 255, 255)');
      expect(inner.childElementCount).to.equal(0);
    }
  });

  it('lets through what backgrounds around it do', () => {
    documentElement.style.colorScheme = 'light';
    expect(groundOf(figure('background: rgb(0 0 0 / 0.5)'))).to.match(/^rgb\(12[78], 12[78], 12[78]\)$/);
    expect(groundOf(figure('background: #123'))).to.equal('rgb(17, 34, 51)');
  });
});
