import { Stage } from '@attn-elements/core/gl';
import { expect } from '@open-wc/testing';
import { replace } from '../../../../scripts/testing/page/each-test.js';
import { countGraphics, countListeners, countObservers } from '../../../../scripts/testing/page/leaks.js';
import type { PePlot } from '../../src/index.js';
import { change, isDrawn, nextFrame, pixels, plot, plotOf, quiet, stand, until } from './fixture.js';

/** Views of both canvases, of clocks, and with controls. */
const figures = (
  [
    { kind: 'sinusoidal' },
    { kind: 'sinusoidal', view: 'heatmap' },
    { kind: 'sinusoidal', view: 'kernel', controls: true },
    { kind: 'sinusoidal-2d' },
    { kind: 'rotary' },
    { kind: 'rotary', view: 'similarity', length: 64 },
    { kind: 'alibi' },
    { kind: 't5', view: 'kernel', controls: true },
  ] as Partial<PePlot>[]
).map((figure) => ({ view: null, controls: false, ...figure }));

describe('forty figures on a page', () => {
  it('are all drawn, and none of these small ones needs a graphics device', async () => {
    const { counts, stop } = countGraphics();
    try {
      const elements = Array.from({ length: 40 }, (_, i) =>
        Object.assign(document.createElement('pe-plot'), figures[i % figures.length]),
      );
      stand.append(...elements);
      await Promise.all(elements.map((element) => element.ready));
      expect(counts.contexts).to.equal(0);
      elements.forEach((element, i) => expect(isDrawn(element), `figure ${i}`).to.equal(true));
    } finally {
      stop();
    }
  });

  it('far below are drawn when they come near, and not before where the page is not idle', async () => {
    replace(globalThis, { requestIdleCallback: () => 0 });
    const space = document.createElement('div');
    space.style.height = '20000px';
    stand.append(space);
    const isBlank = (element: PePlot, layer: 'lines' | 'matrices') =>
      pixels(element, layer).data.every((byte) => byte === 0);
    for (const [view, layer] of [
      ['curves', 'lines'],
      ['heatmap', 'matrices'],
    ] as const) {
      const element = document.createElement('pe-plot');
      element.view = view;
      stand.append(element);
      await until(() => element.shadowRoot?.querySelector(`canvas.${layer}`), 'it is rendered');
      // The observer answers in a frame.
      for (let i = 0; i < 4; i++) await nextFrame();
      expect(isBlank(element, layer), view).to.equal(true);
      element.scrollIntoView();
      await until(() => !isBlank(element, layer), 'it is drawn');
      scrollTo(0, 0);
    }
  });

  it('that nobody touches cost nothing', async () => {
    for (const figure of figures) await quiet(await plotOf(figure));
    const request = globalThis.requestAnimationFrame;
    const frames = async (count: number) => {
      for (let i = 0; i < count; i++) await new Promise((resolve) => request(resolve));
    };
    // What a change of the theme or of the size began has come to its end when ten frames ask for none.
    let asked = 0;
    globalThis.requestAnimationFrame = (callback) => {
      asked++;
      return request(callback);
    };
    try {
      await until(async () => {
        asked = 0;
        await frames(10);
        return asked === 0;
      }, 'the page rests');
    } finally {
      globalThis.requestAnimationFrame = request;
    }
  });
});

describe('large tables', () => {
  it('share one graphics context', async () => {
    const { counts, stop } = countGraphics();
    try {
      const elements = [
        await plot('view="heatmap" length="8192" d-model="256"'),
        await plot('kind="rotary" view="heatmap" length="8192" d-model="256"'),
      ];
      // Painted first, drawn by the device from the next change on, once what draws is there.
      await until(async () => {
        for (const element of elements) {
          await change(element, { colormap: 'magma' });
          await change(element, { colormap: 'vik' });
        }
        return counts.programs > 0;
      }, 'the device draws');
      for (const element of elements) expect(isDrawn(element)).to.equal(true);
      expect(counts.contexts).to.equal(1);
    } finally {
      stop();
    }
  });
});

describe('an element that comes and goes', () => {
  it('three hundred times leaves nothing behind', async () => {
    // What is made once for the page is made now.
    for (const figure of figures) (await plotOf(figure)).remove();
    const [listeners, observers, graphics] = [countListeners(), countObservers(), countGraphics()];
    try {
      const element = document.createElement('pe-plot');
      for (let i = 0; i < 150; i++) {
        Object.assign(element, figures[i % figures.length]);
        stand.append(element);
        if (i % 10 === 0) await element.ready;
        if (i % 25 === 0) await nextFrame();
        element.remove();
      }
      for (let i = 0; i < 150; i++) {
        const other = Object.assign(document.createElement('pe-plot'), figures[i % figures.length]);
        stand.append(other);
        if (i % 10 === 0) await other.ready;
        other.remove();
      }
      await until(() => Stage.page.waiting === 0, 'nothing waits to be drawn');
      expect(observers.made(), 'the counting works').to.be.above(100);
      expect(listeners.touched(), 'the counting works').to.be.above(0);
      expect(listeners.open()).to.deep.equal([]);
      expect(observers.open()).to.deep.equal([]);
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
    for (const figure of figures) {
      const element = await plotOf(figure);
      element.remove();
      stand.append(element);
      await element.ready;
      expect(isDrawn(element)).to.equal(true);
      await change(element, { length: 20, rows: 3 });
      expect(isDrawn(element)).to.equal(true);
      element.remove();
    }
  });
});

describe('a page that is printed', () => {
  it('has every figure drawn, also far below', async () => {
    const space = document.createElement('div');
    space.style.height = '20000px';
    stand.append(space);
    const element = document.createElement('pe-plot');
    stand.append(element);
    await until(() => element.shadowRoot?.querySelector('canvas.lines'), 'it is rendered');
    await element.updateComplete;
    dispatchEvent(new Event('beforeprint'));
    expect(pixels(element, 'lines').data.some((byte) => byte !== 0)).to.equal(true);
  });
});
