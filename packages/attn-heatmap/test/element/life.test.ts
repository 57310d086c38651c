import { expect, waitUntil } from '@open-wc/testing';
import { Stage } from '@attn-elements/core/gl';
import { countGraphics, countListeners, countObservers } from '../../../../scripts/testing/page/leaks.js';
import type { AttnHeatmap } from '../../src/index.js';
import { heatmapOf, isDrawn, nextFrame, quiet, stand } from './stand.js';

const later = (time = 50) => new Promise((resolve) => setTimeout(resolve, time));
const data = [
  [0.5, 0.5, NaN],
  [0.25, 0.75, 0],
];

describe('forty figures on a page', () => {
  it('are all drawn, and none of these small ones needs a graphics device', async () => {
    const { counts, stop } = countGraphics();
    const elements = Array.from({ length: 40 }, (_, i) => {
      const element = document.createElement('attn-heatmap');
      element.data = Array.from({ length: 8 }, (_, row) =>
        Array.from({ length: 8 }, (_, k) => ((row * 8 + k) * (i + 1)) % 53),
      );
      stand.append(element);
      return element;
    });
    await Promise.all(elements.map((element) => element.ready));
    stop();
    expect(counts.contexts).to.equal(0);
    elements.forEach((element, i) => expect(isDrawn(element), `figure ${i}`).to.equal(true));
  });

  it('far below are drawn when they come near, and not before', async () => {
    const space = document.createElement('div');
    space.style.height = '10000px';
    const element = document.createElement('attn-heatmap');
    element.data = data;
    stand.append(space, element);
    await element.updateComplete;
    await later(100);
    const canvas = element.shadowRoot!.querySelector<HTMLCanvasElement>('[part~=canvas]')!;
    const blank = () => {
      const { width, height } = canvas;
      return (
        new Set(new Uint32Array(canvas.getContext('2d')!.getImageData(0, 0, width, height).data.buffer)).size === 1
      );
    };
    expect(blank()).to.equal(true);
    element.scrollIntoView();
    await waitUntil(() => !blank(), 'it is drawn', { timeout: 20_000 });
    scrollTo(0, 0);
  });

  it('that nobody touches cost nothing', async () => {
    for (let i = 0; i < 5; i++) await quiet(await heatmapOf(data));
    await later(400);
    const request = globalThis.requestAnimationFrame;
    let asked = 0;
    globalThis.requestAnimationFrame = (callback) => {
      asked++;
      return request(callback);
    };
    for (let i = 0; i < 10; i++) await new Promise((resolve) => request(resolve));
    globalThis.requestAnimationFrame = request;
    expect(asked).to.equal(0);
  });
});

describe('an element that comes and goes', () => {
  it('three hundred times leaves nothing behind', async () => {
    // What is made once for the page is made now.
    (await heatmapOf(data)).remove();
    await later();
    const [listeners, observers, graphics] = [countListeners(), countObservers(), countGraphics()];
    try {
      const element = document.createElement('attn-heatmap');
      element.data = data;
      for (let i = 0; i < 150; i++) {
        stand.append(element);
        if (i % 10 === 0) await element.ready;
        if (i % 25 === 0) await nextFrame();
        element.remove();
      }
      for (let i = 0; i < 150; i++) {
        const other = document.createElement('attn-heatmap') as AttnHeatmap;
        other.data = data;
        stand.append(other);
        if (i % 10 === 0) await other.ready;
        other.remove();
      }
      await waitUntil(() => Stage.page.waiting === 0, 'nothing waits to be drawn', { timeout: 20_000 });
      await later();
      expect(observers.made(), 'the counting works').to.be.above(100);
      expect(listeners.touched(), 'the counting works').to.be.above(0);
      expect(listeners.open()).to.deep.equal([]);
      expect(observers.open()).to.deep.equal([]);
      expect(Stage.page.waiting).to.equal(0);
      expect(graphics.counts.contexts).to.equal(0);
      expect(graphics.counts.textures).to.be.at.most(0);
      expect(graphics.counts.buffers).to.be.at.most(0);
      expect(graphics.counts.programs).to.be.at.most(0);
    } finally {
      listeners.stop();
      observers.stop();
      graphics.stop();
    }
  });

  it('shows the same figure again', async () => {
    const element = await heatmapOf(data);
    element.remove();
    await later();
    stand.append(element);
    await element.ready;
    await later();
    expect(isDrawn(element)).to.equal(true);
    element.data = [[0, 1, 2, 3]];
    await element.ready;
    expect(isDrawn(element)).to.equal(true);
  });
});

describe('the tag', () => {
  it('that a second bundle registers keeps the first, with a warning', async () => {
    const { warn } = console;
    const warnings: string[] = [];
    console.warn = (text: string) => void warnings.push(text);
    const first = customElements.get('attn-heatmap');
    // Another query is another module to the browser: the class is made a second time.
    await import('../../src/define.js?again' as string);
    const { AttnHeatmap: Second } = (await import('../../src/attn-heatmap.js?again' as string)) as {
      AttnHeatmap: CustomElementConstructor;
    };
    const { defineElement } = await import('@attn-elements/core/element');
    defineElement('attn-heatmap', Second);
    console.warn = warn;
    expect(Second === first).to.equal(false);
    expect(customElements.get('attn-heatmap') === first).to.equal(true);
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.contain('attn-heatmap');
  });
});
