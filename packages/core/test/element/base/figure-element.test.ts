import { expect, oneEvent } from '@open-wc/testing';
import { html, type PropertyValues } from 'lit';
import { FigureElement } from '../../../src/element/base/index.js';
import {
  anything,
  coreEnglish,
  flag,
  LoadingController,
  oneOf,
  type PropertiesOf,
  type PropertyTable,
} from '../../../src/element/index.js';
import { AttnError } from '../../../src/errors.js';
import { until } from '../../../../../scripts/testing/page/each-test.js';

type Row = readonly number[];

const probeProperties = {
  numbers: anything<Promise<Row>>(),
  shape: oneOf(['wide', 'high']),
  isFlipped: flag,
} satisfies PropertyTable;

interface Probe extends PropertiesOf<typeof probeProperties> {}

/** As little as a figure can be: a row of numbers, that comes when a test lets it. */
class Probe extends FigureElement<Row, 'name'> {
  static override properties = probeProperties;
  static override translations = { en: { ...coreEnglish, name: 'Numbers' }, 'zh-Hans': {}, 'zh-Hant': {} };
  readonly loading = new LoadingController<Row>(this);
  drawn: Row | null = null;
  spoken: string | null = null;
  pressed: string[] = [];

  get ownName() {
    return this.heading ?? this.say('name');
  }
  override get error() {
    return this.loading.error;
  }
  get isLoading() {
    return this.loading.state === 'loading';
  }
  override underWay() {
    return [...super.underWay(), this.loading.settled];
  }
  follow(changed: PropertyValues) {
    const { numbers } = this;
    if (!changed.has('numbers') || !numbers) return;
    this.table.close();
    this.loading.start(() => numbers);
  }
  makeView() {
    return this.loading.value;
  }
  renderFigure(row: Row) {
    const reading = {
      label: this.label,
      rows: 1,
      columns: row.length,
      rowName: String,
      columnName: String,
      value: (_: number, column: number) => String(row[column]),
      sentence: String,
    };
    return {
      plot: html`<div class="plot">${row.join()}</div>`,
      readout: {
        spoken: this.spoken,
        hint: 'Point at a number.',
        steps: [['Next', '→', 'ArrowRight'] as const],
        press: (key: string) => this.pressed.push(key),
      },
      legend: html`<div class="legend"></div>`,
      listing: { reading, rows: 'rows', columns: 'columns' },
    };
  }
  draw(row: Row) {
    this.drawn = row;
  }
  summary(row: Row) {
    return `${row.length} numbers`;
  }
  savedRows() {
    return [['number'], ...(this.shown ?? []).map((one) => [one])];
  }
  metadata() {
    return { shape: this.shape };
  }
  override get changeable() {
    return { shape: this.shape };
  }
  pick(shape: 'wide' | 'high') {
    this.change({ shape });
  }
}
customElements.define('figure-probe', Probe);

function probe(numbers: Promise<Row> | null, content = ''): Probe {
  const element = document.createElement('figure-probe') as Probe;
  element.numbers = numbers;
  element.innerHTML = content;
  document.body.append(element);
  return element;
}
const within = (element: Probe, selector: string) => element.shadowRoot!.querySelector<HTMLElement>(selector)!;
const isShown = (element: Element) => element.getClientRects().length > 0;
const press = (element: Probe, label: string) =>
  [...element.shadowRoot!.querySelectorAll('button')].find(({ textContent }) => textContent === label)!.click();

describe('a figure', () => {
  it('has the properties of its table and of its base, and begins with what they say', () => {
    const { heading, shape, isFlipped, numbers } = document.createElement('figure-probe') as Probe;
    expect([heading, shape, isFlipped, numbers]).to.deep.equal([null, 'wide', false, null]);
    expect(Probe.observedAttributes).to.deep.equal([
      'heading',
      'width',
      'height',
      'bare',
      'hash',
      'first-index',
      'numbers',
      'shape',
      'is-flipped',
    ]);
  });

  it('shows the author’s own content until it is there, and says that it loads', async () => {
    let answer!: (row: Row) => void;
    const element = probe(new Promise((resolve) => (answer = resolve)), '<i>a picture</i>');
    await element.updateComplete;
    expect(isShown(element.firstElementChild!)).to.equal(true);
    expect(within(element, '[role=status]').textContent!.trim()).to.equal(coreEnglish.loading);
    expect(isShown(within(element, '.figure'))).to.equal(false);
    answer([1, 2]);
    await element.ready;
    expect(isShown(element.firstElementChild!)).to.equal(false);
    expect(isShown(within(element, '[role=status]'))).to.equal(false);
    expect(element.drawn).to.deep.equal([1, 2]);
  });

  it('has a name and a summary', async () => {
    const element = probe(Promise.resolve([1, 2]));
    await element.ready;
    const figure = within(element, '[role=group]');
    expect(figure.getAttribute('aria-label')).to.equal('Numbers');
    expect(within(element, `#${figure.getAttribute('aria-describedby')}`).textContent).to.equal('2 numbers');
    element.heading = 'Mine';
    await element.ready;
    expect(figure.getAttribute('aria-label')).to.equal('Mine');
    await expect(element).to.be.accessible();
  });

  it('lays out what nobody sees once it is drawn, also where nobody waits for it', async () => {
    const summary = (element: Probe) => getComputedStyle(within(element, '#summary')).contentVisibility;
    const element = probe(Promise.resolve([1, 2]));
    while (!element.drawn) await element.updateComplete;
    expect(summary(element)).to.equal('hidden');
    await until(() => summary(element) === 'visible', 'it is laid out');
    const awaited = probe(Promise.resolve([1, 2]));
    await awaited.ready;
    expect(summary(awaited)).to.equal('visible');
  });

  it('reads what is pointed at, or says how to, and has buttons for what keys do', async () => {
    const element = probe(Promise.resolve([1, 2]));
    await element.ready;
    const readout = within(element, 'output');
    expect(readout.textContent).to.equal('Point at a number.');
    element.spoken = 'One.';
    element.requestUpdate();
    await element.ready;
    expect(readout.textContent).to.equal('One.');
    within(element, '.steps [aria-label=Next]').click();
    expect(element.pressed).to.deep.equal(['ArrowRight']);
  });

  it('has its parts in one order: buttons, summary, plot, reading, legend, table', async () => {
    const element = probe(Promise.resolve([1, 2]));
    await element.ready;
    press(element, coreEnglish.showTable);
    await element.updateComplete;
    const names = Array.from(within(element, '.figure').children, ({ className }) => className);
    expect(names).to.deep.equal(['head', 'visually-hidden', 'plot', 'reading', 'legend', 'table-part']);
  });

  it('says why it fails, tells the page, and keeps the author’s own content', async () => {
    const element = probe(null, '<i>a picture</i>');
    const told = oneEvent(element, 'attn-error');
    element.numbers = Promise.reject(new AttnError('empty', { url: 'here' }));
    expect((await told).detail.code).to.equal('empty');
    await element.ready;
    expect(within(element, '[role=alert]').textContent).to.contain('here is empty.');
    expect(isShown(element.firstElementChild!)).to.equal(true);
    expect(isShown(within(element, '.figure'))).to.equal(false);
  });

  it('lists its numbers where a reader asks for them, and no longer once there are others', async () => {
    const element = probe(Promise.resolve([1, 2]));
    await element.ready;
    press(element, coreEnglish.showTable);
    await element.updateComplete;
    expect(Array.from(element.shadowRoot!.querySelectorAll('tbody td'), (cell) => cell.textContent)).to.deep.equal([
      '1',
      '2',
    ]);
    element.numbers = Promise.resolve([3]);
    await element.ready;
    expect(within(element, 'table')).to.equal(null);
  });

  it('is saved with what it says of itself, and as numbers', async () => {
    const element = probe(Promise.resolve([1, 2]));
    element.heading = 'Mine';
    const svg = new DOMParser().parseFromString(await element.toSVG(), 'image/svg+xml');
    expect(svg.querySelector('title')!.textContent).to.equal('Mine');
    expect(svg.querySelector('desc')!.textContent).to.equal('2 numbers');
    expect(JSON.parse(svg.querySelector('metadata')!.textContent!)).to.deep.include({ shape: 'wide' });
    expect((await element.toCSV()).trim().split('\r\n')).to.deep.equal(['number', '1', '2']);
  });

  it('tells the page what a reader changed, and has it as a property', async () => {
    const element = probe(Promise.resolve([1]));
    const told = oneEvent(element, 'attn-change');
    element.pick('high');
    expect((await told).detail).to.deep.equal({ shape: 'high' });
    expect(element.shape).to.equal('high');
  });

  it('says what a property cannot be, on the page and to its author, and shows nothing else instead', async () => {
    const { warn } = console;
    const said: string[] = [];
    console.warn = (text) => said.push(text);
    const element = probe(Promise.resolve([1]), '<i>a picture</i>');
    await element.ready;
    const told = oneEvent(element, 'attn-error');
    element.setAttribute('shape', 'round');
    await element.ready;
    console.warn = warn;
    const sentence = 'shape is round: one of wide, high is needed.';
    expect(within(element, '[role=alert]').textContent).to.contain(sentence);
    expect((await told).detail).to.deep.equal({ code: 'bad-option', message: sentence });
    expect(said).to.deep.equal([`<figure-probe>: ${sentence}`]);
    expect(isShown(within(element, '.figure'))).to.equal(false);
    expect(isShown(element.firstElementChild!)).to.equal(true);
    await element.toSVG().then(
      () => expect.fail('saved'),
      ({ code }) => expect(code).to.equal('bad-option'),
    );
  });

  for (const [how, put] of Object.entries({
    'another value': (element: Probe): void => element.setAttribute('shape', 'high'),
    'no attribute': (element: Probe): void => element.removeAttribute('shape'),
    'its property': (element: Probe): void => void (element.shape = 'wide'),
  })) {
    it(`is there again with ${how}`, async () => {
      const element = probe(Promise.resolve([1]));
      const { warn } = console;
      console.warn = () => {};
      element.setAttribute('shape', 'round');
      await element.ready;
      console.warn = warn;
      expect(isShown(within(element, '.figure'))).to.equal(false);
      put(element);
      await element.ready;
      expect(isShown(within(element, '.figure'))).to.equal(true);
      expect(within(element, '[role=alert]')).to.equal(null);
    });
  }

  it('that is on no page has nothing to wait for', async () => {
    await (document.createElement('figure-probe') as Probe).ready;
  });
});
