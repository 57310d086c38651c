import { expect } from '@open-wc/testing';
import { replace, until } from '../../../../../scripts/testing/page/each-test.js';
import { html, LitElement } from 'lit';
import { type Stroke, StrokeCanvas, type StrokePicture } from '../../../src/element/index.js';

class Stroked extends LitElement {
  readonly strokes = new StrokeCanvas(this, () => this.renderRoot.querySelector('canvas'));

  protected override render() {
    return html`<div class="frame"><canvas style="display: block; width: 40px; height: 20px"></canvas></div>`;
  }
}
customElements.define('x-stroked', Stroked);

const ratioOfPage = devicePixelRatio;
const setRatio = (ratio: number) =>
  Object.defineProperty(globalThis, 'devicePixelRatio', { value: ratio, configurable: true, writable: true });

const line = (x1: number, y1: number, x2: number, y2: number, look: Partial<Stroke> = {}): Stroke => ({
  trace: (sink) => {
    sink.moveTo(x1, y1);
    sink.lineTo(x2, y2);
  },
  color: '#c00',
  width: 1,
  ...look,
});
const picture = (...strokes: Stroke[]): StrokePicture => ({ width: 40, height: 20, strokes });

/** An element on the page, below `space` pixels of nothing. */
async function stroked(space = 0): Promise<Stroked> {
  const gap = document.createElement('div');
  gap.style.height = `${space}px`;
  const element = document.createElement('x-stroked') as Stroked;
  element.style.display = 'block';
  document.body.append(gap, element);
  await element.updateComplete;
  return element;
}

const canvasOf = (element: Stroked) => element.renderRoot.querySelector('canvas')!;

/** Red, green, blue and opacity of a pixel. */
function pixel(element: Stroked, x: number, y: number): number[] {
  return [...canvasOf(element).getContext('2d')!.getImageData(x, y, 1, 1).data];
}

const isBlank = (element: Stroked) => {
  const canvas = canvasOf(element);
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
  return data.every((byte) => byte === 0);
};

describe('a canvas of strokes', () => {
  afterEach(() => {
    document.body.replaceChildren();
    setRatio(ratioOfPage);
    scrollTo(0, 0);
  });

  for (const ratio of [1, 1.5, 2]) {
    it(`at pixel ratio ${ratio} has the pixels that it covers, and lines as sharp as they are`, async () => {
      setRatio(ratio);
      const element = await stroked();
      const row = 7;
      const columns: number[] = [];
      const trace: Stroke['trace'] = (sink, column) => {
        columns.push(column);
        // The middle of a device pixel, and one of them high: no other row has anything of it.
        sink.moveTo(0, (row + 0.5) / ratio);
        sink.lineTo(40, (row + 0.5) / ratio);
      };
      element.strokes.show(picture({ trace, color: 'rgb(10, 200, 30)', width: 1 / ratio }));
      const { width, height } = canvasOf(element);
      expect([width, height]).to.deep.equal([40 * ratio, 20 * ratio]);
      expect(columns).to.deep.equal([1 / ratio]);
      for (const x of [0, 17, width - 1]) {
        expect(pixel(element, x, row)).to.deep.equal([10, 200, 30, 255]);
        for (const y of [row - 1, row + 1]) expect(pixel(element, x, y)[3], `row ${y}`).to.equal(0);
      }
    });
  }

  it('shows the last drawing alone', async () => {
    const element = await stroked();
    element.strokes.show(picture(line(0, 4.5, 40, 4.5)));
    expect(pixel(element, 20 * ratioOfPage, 4 * ratioOfPage)[3]).to.equal(255);
    element.strokes.show(picture(line(0, 14.5, 40, 14.5)));
    expect(pixel(element, 20 * ratioOfPage, 4 * ratioOfPage)[3]).to.equal(0);
    expect(pixel(element, 20 * ratioOfPage, 14 * ratioOfPage)[3]).to.equal(255);
  });

  it('draws each stroke as faint as it is, and no other', async () => {
    const element = await stroked();
    element.strokes.show(picture(line(0, 4.5, 40, 4.5, { opacity: 0.25 }), line(0, 14.5, 40, 14.5)));
    expect(pixel(element, 20 * ratioOfPage, 4 * ratioOfPage)[3]).to.be.within(63, 65);
    expect(pixel(element, 20 * ratioOfPage, 14 * ratioOfPage)[3]).to.equal(255);
  });

  describe('of a long path', () => {
    type Points = readonly (readonly [x: number, y: number])[];
    const zigzag: Points = Array.from({ length: 400 }, (_, i) => [i / 10, i % 2 ? 18 : 2]);

    /** Opacities of all pixels, as an element draws it and as one path of a canvas. */
    async function drawnTwice(points: Points, look: Partial<Stroke>): Promise<[Uint8ClampedArray, Uint8ClampedArray]> {
      setRatio(1);
      const element = await stroked();
      const trace: Stroke['trace'] = (sink) =>
        points.forEach(([x, y], i) => (i === 0 ? sink.moveTo(x, y) : sink.lineTo(x, y)));
      const stroke = { ...line(0, 0, 0, 0, { width: 1.5, ...look }), trace };
      element.strokes.show(picture(stroke));
      // On the processor, too: a graphics device rounds the edges of lines in its own way.
      const whole = new OffscreenCanvas(40, 20).getContext('2d', { willReadFrequently: true })!;
      Object.assign(whole, { lineJoin: 'round', lineWidth: stroke.width, strokeStyle: stroke.color });
      whole.globalAlpha = stroke.opacity ?? 1;
      stroke.trace(whole, 1);
      whole.stroke();
      const opacities = (context: OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D) =>
        context.getImageData(0, 0, 40, 20).data.filter((_, i) => i % 4 === 3);
      return [opacities(canvasOf(element).getContext('2d')!), opacities(whole)];
    }

    it('covers what one path would', async () => {
      const [found, wanted] = await drawnTwice(zigzag, {});
      // Where two pieces meet, each covers a part of a pixel, and what one leaves the other covers in part.
      found.forEach((opacity, i) => expect(opacity, `pixel ${i}`).to.be.within(wanted[i] - 32, wanted[i] + 64));
    });

    it('has its corners, wherever they come', async () => {
      for (let before = 56; before <= 72; before++) {
        const points: Points = [
          ...Array.from({ length: before }, (_, i) => [2 + (i % 2), 16] as const),
          [20, 6],
          [37, 16],
        ];
        const [found, wanted] = await drawnTwice(points, { width: 6 });
        const corner = 3 * 40 + 20;
        expect(wanted[corner]).to.be.above(200);
        expect(found[corner], `after ${before} points`).to.be.closeTo(wanted[corner], 8);
      }
    });

    for (const [what, look] of [
      ['that is faint', { opacity: 0.4 }],
      ['in a colour that lets through', { color: 'rgb(200 0 0 / 40%)' }],
    ] as const)
      it(`${what} is nowhere stronger than one path`, async () => {
        const [found, wanted] = await drawnTwice(zigzag, look);
        expect(Math.max(...wanted)).to.be.below(110);
        expect([...found]).to.deep.equal([...wanted]);
      });
  });

  it('draws what lies far below once it comes near, once', async () => {
    replace(globalThis, { requestIdleCallback: () => 0 });
    const element = await stroked(20_000);
    let traced = 0;
    const counted = line(0, 10, 40, 10);
    element.strokes.show(picture({ ...counted, trace: (...args) => (traced++, counted.trace(...args)) }));
    // The observer answers in a frame.
    for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
    expect(traced).to.equal(0);
    element.scrollIntoView();
    await until(() => !isBlank(element), 'it is drawn');
    scrollTo(0, 0);
    await new Promise(requestAnimationFrame);
    element.scrollIntoView();
    for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
    expect(traced).to.equal(1);
  });

  it('draws what lies far below once the page is idle, the last of all that came meanwhile', async () => {
    const waiting: (() => void)[] = [];
    replace(globalThis, { requestIdleCallback: (callback: () => void) => waiting.push(callback) });
    const element = await stroked(20_000);
    const traced: string[] = [];
    for (const name of ['first', 'last']) {
      const counted = line(0, 10, 40, 10);
      element.strokes.show(picture({ ...counted, trace: (...args) => (traced.push(name), counted.trace(...args)) }));
    }
    expect([waiting.length, traced.length]).to.deep.equal([1, 0]);
    waiting.forEach((callback) => callback());
    expect(traced).to.deep.equal(['last']);
    expect(isBlank(element)).to.equal(false);
  });

  it('draws at once what is to be saved, wherever it is', async () => {
    const element = await stroked(20_000);
    element.strokes.show(picture(line(0, 10, 40, 10)));
    element.strokes.drawNow();
    expect(isBlank(element)).to.equal(false);
  });

  it('is drawn before printing, three device pixels for one', async () => {
    setRatio(1);
    const element = await stroked(20_000);
    element.strokes.show(picture(line(0, 10, 40, 10)));
    dispatchEvent(new Event('beforeprint'));
    expect(isBlank(element)).to.equal(false);
    expect([canvasOf(element).width, canvasOf(element).height]).to.deep.equal([120, 60]);
  });

  it('of an element that was taken away does nothing any more', async () => {
    const element = await stroked();
    element.remove();
    element.strokes.show(picture(line(0, 10, 40, 10)));
    dispatchEvent(new Event('beforeprint'));
    expect(isBlank(element)).to.equal(true);
    document.body.append(element);
    await until(() => !isBlank(element), 'back on the page it is drawn');
  });
});
