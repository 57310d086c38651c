import { expect } from '@open-wc/testing';
import type { AttnHeatmap } from '../../src/index.js';
import { heatmap, heatmapOf, isDrawn, isShown, part, pixels, quiet, settle, stand, until } from './fixture.js';

const data = Array.from({ length: 12 }, (_, i) => Array.from({ length: 12 }, (_, j) => Number(i >= j) / (i + 1)));
const tokens = 'the small cat sleeps on the red table today and ever since'.split(' ');

/** Where the paragraph after an element lies while it loads and once it is drawn, and the shifts that the browser saw. */
async function shifts(attributes: string, style = ''): Promise<{ tops: number[]; seen: number }> {
  const { fetch } = globalThis;
  let answer: (() => void) | undefined;
  globalThis.fetch = () =>
    new Promise((resolve) => (answer = () => resolve(new Response(JSON.stringify({ attention: data, tokens })))));
  let seen = 0;
  const observer = new PerformanceObserver((list) => (seen += list.getEntries().length));
  stand.innerHTML = `<attn-heatmap src="/slow-${Math.random()}.json" ${attributes} style="${style}"></attn-heatmap><p>after</p>`;
  const [element, after] = stand.children as unknown as [AttnHeatmap, HTMLElement];
  await until(() => answer, 'it has asked for its file');
  globalThis.fetch = fetch;
  // It says that it loads, and has taken its room.
  await settle(4);
  observer.observe({ type: 'layout-shift', buffered: false });
  const tops = [after.getBoundingClientRect().top];
  answer!();
  await element.ready;
  await quiet(element);
  // A shift is told of with the frame in which it is seen.
  await settle();
  tops.push(after.getBoundingClientRect().top);
  seen += observer.takeRecords().length;
  observer.disconnect();
  expect(isDrawn(element)).to.equal(true);
  return { tops, seen };
}

describe('a figure of known size', () => {
  for (const [about, attributes, style] of [
    ['width and height', 'width="500" height="400"', ''],
    ['height', 'height="420"', ''],
    ['CSS height', '', 'height: 380px'],
    ['CSS aspect-ratio', '', 'aspect-ratio: 3 / 2'],
    ['width and CSS aspect-ratio', 'width="480"', 'aspect-ratio: 1'],
  ]) {
    it(`by ${about} moves nothing when it is drawn`, async () => {
      const { tops, seen } = await shifts(attributes, style);
      expect(new Set(tops).size, tops.join(', ')).to.equal(1);
      expect(seen).to.equal(0);
    });

    it(`by ${about} holds its plot, legend and caption`, async () => {
      stand.innerHTML = `<attn-heatmap ${attributes} style="${style}"><span slot="caption">a caption</span></attn-heatmap>`;
      const element = stand.firstElementChild as AttnHeatmap;
      element.data = { attention: data, tokens };
      await quiet(element);
      const frame = element.getBoundingClientRect();
      for (const name of ['plot', 'canvas', 'legend', 'caption']) {
        const box = part(element, name).getBoundingClientRect();
        expect(box.bottom, name).to.be.at.most(frame.bottom + 1);
        expect(box.right, name).to.be.at.most(frame.right + 1);
      }
      const canvas = part(element, 'canvas').getBoundingClientRect();
      expect(canvas.width).to.be.above(100);
      expect(canvas.height).to.be.above(100);
    });
  }

  it('takes its width and height from the attributes', async () => {
    const element = await heatmap(`data='${JSON.stringify(data)}' width="300" height="350"`);
    const { width, height } = element.getBoundingClientRect();
    expect([width, height]).to.deep.equal([300, 350]);
    element.width = 400;
    await element.ready;
    expect(element.getBoundingClientRect().width).to.equal(400);
  });
});

describe('the room of a figure', () => {
  it('is that of its container, and it grows and shrinks with it', async () => {
    const large = Array.from({ length: 60 }, (_, i) => Array.from({ length: 60 }, (_, j) => (i * j) % 7));
    const element = await heatmapOf(large);
    const before = part(element, 'canvas').getBoundingClientRect().width;
    stand.style.width = '320px';
    await quiet(element);
    const narrow = part(element, 'canvas').getBoundingClientRect().width;
    expect(narrow).to.be.below(before);
    expect(narrow).to.be.at.most(320);
    stand.style.width = '640px';
    await quiet(element);
    expect(part(element, 'canvas').getBoundingClientRect().width).to.equal(before);
    expect(isDrawn(element)).to.equal(true);
  });

  it('never makes the page wider than it is', async () => {
    for (const width of [200, 320]) {
      stand.style.width = `${width}px`;
      const element = await heatmapOf(
        { shape: [4, 6, 20, 20], data: new Float32Array(9600).fill(0.05) },
        { heading: 'A heading that is longer than the figure is wide' },
      );
      await quiet(element);
      expect(element.scrollWidth, `${width}px`).to.be.at.most(width);
      element.remove();
    }
  });

  it('that is not there yet is waited for', async () => {
    const place = document.createElement('div');
    place.style.display = 'none';
    stand.append(place);
    const element = document.createElement('attn-heatmap');
    element.data = data;
    place.append(element);
    await element.ready;
    place.style.display = '';
    await quiet(element);
    expect(isShown(part(element, 'canvas'))).to.equal(true);
    expect(isDrawn(element)).to.equal(true);
    place.style.display = 'none';
    await quiet(element);
    place.style.display = '';
    await quiet(element);
    expect(isDrawn(element)).to.equal(true);
  });

  it('is a line of its own inside a paragraph', async () => {
    stand.innerHTML = '<p>before <attn-heatmap data="[[1, 0], [0, 1]]"></attn-heatmap> after</p>';
    const paragraph = stand.firstElementChild!;
    const element = paragraph.querySelector('attn-heatmap')!;
    await element.ready;
    expect(getComputedStyle(element).display).to.equal('block');
    expect(element.getBoundingClientRect().width).to.be.closeTo(paragraph.getBoundingClientRect().width, 1);
    expect(isDrawn(element)).to.equal(true);
  });

  it('is drawn on whole device pixels: as many for each cell, which the browser does not smooth', async () => {
    const element = await heatmapOf(data);
    const canvas = part(element, 'canvas');
    const { width, height } = canvas.getBoundingClientRect();
    expect([pixels(element).width, pixels(element).height]).to.deep.equal([12, 12]);
    expect((width * devicePixelRatio) % 12).to.be.closeTo(0, 1e-6);
    expect((height * devicePixelRatio) % 12).to.be.closeTo(0, 1e-6);
    expect(getComputedStyle(canvas).imageRendering).to.equal('pixelated');
  });

  it('is drawn pixel by pixel where cells are striped', async () => {
    const element = await heatmapOf([[0, NaN, 1]]);
    const { width, height } = part(element, 'canvas').getBoundingClientRect();
    expect(pixels(element).width).to.equal(Math.round(width * devicePixelRatio));
    expect(pixels(element).height).to.equal(Math.round(height * devicePixelRatio));
  });

  it('has cells of one size', async () => {
    const element = await heatmapOf([[0, 1, 0, 1, 0, 1, 0]]);
    const { width, data: bytes } = pixels(element);
    const runs: number[] = [];
    for (let x = 0, run = 0; x < width; x++) {
      run++;
      const same = x + 1 < width && [0, 1, 2].every((c) => bytes[x * 4 + c] === bytes[x * 4 + 4 + c]);
      if (!same) {
        runs.push(run);
        run = 0;
      }
    }
    expect(runs).to.have.length(7);
    expect(new Set(runs).size).to.equal(1);
  });
});
