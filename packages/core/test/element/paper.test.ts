import { expect } from '@open-wc/testing';
import { css, html } from 'lit';
import { FigureElement, PlotController } from '../../src/element/base/index.js';
import { coreEnglish, StrokeCanvas } from '../../src/element/index.js';
import { until } from '../../../../scripts/testing/page/each-test.js';

/** A figure of a canvas as wide as its room, filled with the colour of cells that hold no number, under an axis as wide. */
class Printed extends FigureElement<number, 'name'> {
  static override translations = { en: { ...coreEnglish, name: 'Printed' }, 'zh-Hans': {}, 'zh-Hant': {} };
  static override styles = [FigureElement.styles, css`canvas, svg { display: block; }`];
  protected override readonly plot = new PlotController(this);
  readonly strokes = new StrokeCanvas(this, () => this.find<HTMLCanvasElement>('canvas'));

  get ownName() {
    return 'Printed';
  }
  override get error() {
    return null;
  }
  get isLoading() {
    return false;
  }
  follow() {}
  makeView() {
    return this.plot.room.width || null;
  }
  renderFigure(width: number) {
    return {
      plot: html`<div class="plot">
        <canvas style="width: ${width}px; height: 40px"></canvas>
        <svg width=${width} height="10"></svg>
      </div>`,
      readout: null,
      listing: null,
    };
  }
  draw(width: number) {
    const color = `rgb(${this.plot.colors.nan.slice(0, 3)})`;
    const trace = (sink: { moveTo(x: number, y: number): void; lineTo(x: number, y: number): void }) => {
      sink.moveTo(0, 20);
      sink.lineTo(width, 20);
    };
    this.strokes.show({ width, height: 40, strokes: [{ trace, color, width: 40 }] });
  }
  summary() {
    return '';
  }
  savedRows() {
    return [];
  }
  metadata() {
    return {};
  }
}
customElements.define('x-printed', Printed);

const part = <Found extends Element>(element: Element, selector: string) =>
  element.shadowRoot!.querySelector<Found>(selector)!;
const widthOf = (element: Element, selector: string) => part(element, selector).getBoundingClientRect().width;

/** Red, green, blue and opacity in the middle of the canvas. */
const shown = (element: Element) => {
  const canvas = part<HTMLCanvasElement>(element, 'canvas');
  return [...canvas.getContext('2d')!.getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data];
};

const light = [243, 217, 164, 255];
const dark = [92, 68, 19, 255];

describe('a figure that is printed', () => {
  let column: HTMLElement;
  let element: Printed;

  async function place(above: number) {
    const gap = document.createElement('div');
    gap.style.height = `${above}px`;
    column = document.createElement('div');
    column.style.width = '600px';
    element = document.createElement('x-printed') as Printed;
    column.append(element);
    document.body.append(gap, column);
    await element.ready;
    await until(() => widthOf(element, 'canvas') === 600, 'it is as wide as its column');
  }

  beforeEach(() => {
    document.documentElement.style.colorScheme = 'dark';
  });
  afterEach(() => {
    dispatchEvent(new Event('afterprint'));
    document.documentElement.style.colorScheme = '';
    document.body.replaceChildren();
  });

  it('keeps its layout on narrower paper, and is made smaller as a whole', async () => {
    await place(0);
    dispatchEvent(new Event('beforeprint'));
    column.style.width = '300px';
    // The observer answers in a frame, in which it is not laid out anew.
    for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
    for (const selector of ['canvas', '.plot svg', '.figure'])
      expect(widthOf(element, selector), selector).to.be.closeTo(300, 0.5);
    expect(part(element, '.plot svg').getAttribute('width')).to.equal('600');
  });

  it('is no larger on wider paper', async () => {
    await place(0);
    dispatchEvent(new Event('beforeprint'));
    column.style.width = '900px';
    for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
    expect(widthOf(element, 'canvas')).to.equal(600);
  });

  it('is drawn though nobody has scrolled to it, in light colours, and sharp', async () => {
    await place(20_000);
    dispatchEvent(new Event('beforeprint'));
    // Microtasks, and no frame: the browser gives none before it prints.
    await element.updateComplete;
    expect(shown(element)).to.deep.equal(light);
    expect(part<HTMLCanvasElement>(element, 'canvas').width).to.equal(600 * Math.max(3, devicePixelRatio));
    const { color } = getComputedStyle(part(element, '.figure'));
    expect(color).to.equal('rgb(0, 0, 0)');
  });

  it('is whole where it was hidden on the screen, and is not on paper', async () => {
    column = document.createElement('div');
    column.style.cssText = 'display: none; width: 320px';
    element = document.createElement('x-printed') as Printed;
    column.append(element);
    document.body.append(column);
    await element.ready;
    expect(part(element, 'canvas')).to.equal(null);
    dispatchEvent(new Event('beforeprint'));
    await element.updateComplete;
    expect(shown(element)).to.deep.equal(light);
    // What a rule for print does, once the event is over.
    column.style.display = '';
    expect(part(element, '.plot svg').getAttribute('width')).to.equal('640');
    expect(widthOf(element, 'canvas')).to.be.closeTo(320, 0.5);
  });

  it('takes the room that there is, and the colours of the page, once it was printed', async () => {
    await place(0);
    await until(() => shown(element).join() === dark.join(), 'dark on the screen');
    dispatchEvent(new Event('beforeprint'));
    await element.updateComplete;
    expect(shown(element)).to.deep.equal(light);
    column.style.width = '300px';
    dispatchEvent(new Event('afterprint'));
    await until(() => part(element, '.plot svg').getAttribute('width') === '300', 'laid out anew');
    await until(() => shown(element).join() === dark.join(), 'dark again');
  });
});
