import { expect } from '@open-wc/testing';
import type { PePlot } from '../../src/index.js';
import { change, frames, isDrawn, isShown, part, pixels, plot, quiet, stand } from './fixture.js';

/** Where the paragraph after an element lies while its table loads and once it is drawn, and the shifts that the browser saw. */
async function shifts(attributes: string, style = ''): Promise<{ tops: number[]; seen: number }> {
  const { fetch } = globalThis;
  let answer!: () => void;
  let asked!: () => void;
  const isAsked = new Promise<void>((resolve) => (asked = resolve));
  globalThis.fetch = () => {
    asked();
    return new Promise(
      (resolve) => (answer = () => resolve(new Response('[[1, 0, 0.5], [0, 1, 0.2], [0.3, 0.1, 0.9]]'))),
    );
  };
  let seen = 0;
  const observer = new PerformanceObserver((list) => (seen += list.getEntries().length));
  stand.innerHTML = `<pe-plot kind="learned" src="/slow-${Math.random()}.json" ${attributes} style="${style}"></pe-plot><p>after</p>`;
  const [element, after] = stand.children as unknown as [PePlot, HTMLElement];
  await isAsked;
  globalThis.fetch = fetch;
  await element.updateComplete;
  observer.observe({ type: 'layout-shift', buffered: false });
  const tops = [after.getBoundingClientRect().top];
  answer();
  await element.ready;
  await quiet(element);
  seen += observer.takeRecords().length;
  tops.push(after.getBoundingClientRect().top);
  observer.disconnect();
  expect(isDrawn(element)).to.equal(true);
  return { tops, seen };
}

describe('a figure of known size', () => {
  for (const [about, attributes, style] of [
    ['CSS height', '', 'height: 420px'],
    ['CSS height, as curves', 'view="curves"', 'height: 420px'],
    ['CSS height, as similarity', 'view="similarity"', 'height: 420px'],
    ['CSS height, with controls', 'view="kernel" controls', 'height: 460px'],
    ['CSS aspect-ratio', '', 'aspect-ratio: 3 / 2'],
  ]) {
    it(`by ${about} moves nothing when it is drawn`, async () => {
      const { tops, seen } = await shifts(attributes, style);
      expect(new Set(tops).size, tops.join(', ')).to.equal(1);
      expect(seen).to.equal(0);
    });

    it(`by ${about} holds its plots, legend, notes and caption`, async () => {
      const data = '[[1, 0, 0.5], [0, 1, 0.2], [0.3, 0.1, 0.9]]';
      stand.innerHTML = `<pe-plot kind="learned" data="${data}" ${attributes} style="${style}"><span slot="caption">a caption</span></pe-plot>`;
      const element = stand.firstElementChild as PePlot;
      await quiet(element);
      const box = element.getBoundingClientRect();
      const inside = ['plot', 'notes', 'caption'].map((name) => part(element, name).getBoundingClientRect());
      for (const { bottom, right } of [...inside, ...frames(element)]) {
        expect(bottom).to.be.at.most(box.bottom + 1);
        expect(right).to.be.at.most(box.right + 1);
      }
      const [frame] = frames(element);
      expect(Math.min(frame.width, frame.height)).to.be.above(50);
    });
  }
});

describe('the room of a figure', () => {
  it('is that of its container, and it grows and shrinks with it', async () => {
    const element = await plot('view="heatmap"');
    const before = frames(element)[0].width;
    stand.style.width = '320px';
    await quiet(element);
    const narrow = frames(element)[0].width;
    expect(narrow).to.be.below(before);
    expect(narrow).to.be.at.most(320);
    stand.style.width = '640px';
    await quiet(element);
    expect(frames(element)[0].width).to.equal(before);
    expect(isDrawn(element)).to.equal(true);
  });

  for (const attributes of [
    'heading="A heading that is longer than the figure is wide"',
    'view="heatmap" d-model="512"',
    'view="similarity" trained="64"',
    'kind="rotary" controls scaling="yarn"',
    'kind="alibi" heads="12"',
    'compare="sinusoidal rotary:yarn alibi" controls',
  ]) {
    it(`is never wider than it is: <pe-plot ${attributes}>`, async () => {
      for (const width of [240, 360]) {
        stand.style.width = `${width}px`;
        const element = await plot(attributes);
        await quiet(element);
        expect(element.scrollWidth, `${width}px`).to.be.at.most(width);
        for (const { left, right } of frames(element)) {
          expect(left).to.be.at.least(0);
          expect(right).to.be.at.most(width + 0.5);
        }
        element.remove();
      }
    });
  }

  it('that is not there yet is waited for', async () => {
    const place = document.createElement('div');
    place.style.display = 'none';
    stand.append(place);
    const element = document.createElement('pe-plot');
    place.append(element);
    await element.ready;
    place.style.display = '';
    await quiet(element);
    expect(isShown(part(element, 'canvas')) || isDrawn(element)).to.equal(true);
    place.style.display = 'none';
    await quiet(element);
    place.style.display = '';
    await quiet(element);
    expect(isDrawn(element)).to.equal(true);
  });

  it('is drawn on the device pixels that it covers', async () => {
    for (const [view, layer] of [
      ['curves', 'lines'],
      ['heatmap', 'matrices'],
    ] as const) {
      const element = await plot(`view="${view}"`);
      const { width, height } = part(element, 'plot').getBoundingClientRect();
      expect(pixels(element, layer).width).to.equal(Math.round(width * devicePixelRatio));
      expect(pixels(element, layer).height).to.equal(Math.round(height * devicePixelRatio));
    }
  });

  it('has matrices inside of their frames, and nothing beside them', async () => {
    const element = await plot('kind="alibi" heads="3" length="9"');
    const { width, height, data } = pixels(element, 'matrices');
    const { x, y } = element.shadowRoot!.querySelector('canvas.matrices')!.getBoundingClientRect();
    const boxes = frames(element).map((frame) => ({
      left: (frame.x - x) * devicePixelRatio,
      top: (frame.y - y) * devicePixelRatio,
      right: (frame.right - x) * devicePixelRatio,
      bottom: (frame.bottom - y) * devicePixelRatio,
    }));
    for (let row = 0; row < height; row += 3) {
      for (let column = 0; column < width; column += 3) {
        const isInside = boxes.some(
          ({ left, right, top, bottom }) => column > left && column < right - 1 && row > top && row < bottom - 1,
        );
        const isOutside = boxes.every(
          ({ left, right, top, bottom }) => column < left - 1 || column > right || row < top - 1 || row > bottom,
        );
        const isFilled = data[(row * width + column) * 4 + 3] === 255;
        if (isInside || isOutside) expect(isFilled, `${column}, ${row}`).to.equal(isInside);
      }
    }
  });

  it('keeps its height while the settings change', async () => {
    const element = await plot('view="curves" overlaid');
    const before = element.getBoundingClientRect().height;
    for (const base of [10, 100, 1000]) {
      await change(element, { base });
      expect(element.getBoundingClientRect().height).to.equal(before);
    }
  });
});
