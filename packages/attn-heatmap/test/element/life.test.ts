import { expect } from '@open-wc/testing';
import { Stage } from '@attn-elements/core/gl';
import { countGraphics, countListeners, countObservers } from '../../../../scripts/testing/page/leaks.js';
import type { AttnHeatmap } from '../../src/index.js';
import { heatmapOf, isDrawn, nextFrame, quiet, replace, settle, stand, until } from './fixture.js';

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

  for (const [name, come] of [
    ['the page is idle', (_element: HTMLElement, idle: () => void) => idle()],
    ['they come near', (element: HTMLElement) => element.scrollIntoView()],
  ] as const)
    it(`far below are drawn when ${name}, and not before`, async () => {
      const waiting: (() => void)[] = [];
      replace(globalThis, { requestIdleCallback: (callback: () => void) => waiting.push(callback) });
      const space = document.createElement('div');
      space.style.height = '10000px';
      const element = document.createElement('attn-heatmap');
      element.data = data;
      stand.append(space, element);
      await element.updateComplete;
      // Observers have told where it is in the first of these frames; it would be drawn in the second.
      await settle(4);
      const canvas = element.shadowRoot!.querySelector<HTMLCanvasElement>('[part~=canvas]')!;
      const blank = () => {
        const { width, height } = canvas;
        return (
          new Set(new Uint32Array(canvas.getContext('2d')!.getImageData(0, 0, width, height).data.buffer)).size === 1
        );
      };
      expect(blank()).to.equal(true);
      come(element, () => waiting.forEach((callback) => callback()));
      await until(() => !blank(), 'it is drawn');
      scrollTo(0, 0);
    });

  it('that nobody touches cost nothing', async () => {
    for (let i = 0; i < 5; i++) await quiet(await heatmapOf(data));
    let asked = 0;
    const request = globalThis.requestAnimationFrame;
    replace(globalThis, {
      requestAnimationFrame: (callback: FrameRequestCallback) => {
        asked++;
        return request(callback);
      },
    });
    // What a change of the theme or of the size began has come to its end when ten frames ask for none.
    await until(async () => {
      asked = 0;
      await settle(10);
      return asked === 0;
    }, 'the page rests');
  });
});

describe('an element that comes and goes', () => {
  it('three hundred times leaves nothing behind', async () => {
    // What is made once for the page is made now.
    (await heatmapOf(data)).remove();
    await settle();
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
      await until(() => Stage.page.waiting === 0, 'nothing waits to be drawn');
      await settle();
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
    await settle();
    stand.append(element);
    await element.ready;
    await settle();
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
