import { expect } from '@open-wc/testing';
import type { AttnHeatmap, CellDetail } from '../../src/index.js';
import {
  activeCell,
  button,
  change,
  colorAt,
  grid,
  heatmapOf,
  listen,
  part,
  point,
  pointOf,
  press,
  texts,
  until,
} from './fixture.js';

const SIDE = 96;
/** Every cell another value, so that a colour or a readout of the wrong one shows. */
const valueOf = (row: number, column: number) => ((row * 31 + column * 17) % 101) / 101;
const matrix = Array.from({ length: SIDE }, (_, row) =>
  Array.from({ length: SIDE }, (_, column) => valueOf(row, column)),
);
const words = Array.from({ length: SIDE }, (_, at) => `w${at}`);

const zoomable = async (properties: Partial<AttnHeatmap> = {}) => {
  const element = await heatmapOf(
    { attention: [[matrix, matrix]], tokens: words },
    { layer: 0, head: 0, ...properties },
  );
  await until(() => element.shadowRoot!.querySelector('.zoom-tools'), 'the buttons');
  return element;
};

const plot = (element: AttnHeatmap) => part(element, 'plot');
const readout = (element: AttnHeatmap) => part(element, 'readout').textContent!.trim();

function wheel(element: AttnHeatmap, at: { clientX: number; clientY: number }, init: WheelEventInit): WheelEvent {
  const event = new WheelEvent('wheel', { bubbles: true, cancelable: true, composed: true, ...at, ...init });
  plot(element).dispatchEvent(event);
  return event;
}

async function drag(element: AttnHeatmap, from: object, to: object, init: PointerEventInit = {}): Promise<void> {
  const send = (type: string, at: object) =>
    plot(element).dispatchEvent(
      new PointerEvent(type, { bubbles: true, button: 0, buttons: 1, pointerType: 'mouse', ...init, ...at }),
    );
  send('pointerdown', from);
  send('pointermove', to);
  send('pointerup', to);
  await element.ready;
}

describe('a part of a head that is shown large', () => {
  it('has the colours, the tokens and the readouts of its cells', async () => {
    const whole = await zoomable();
    const colours = [
      [10, 24],
      [17, 30],
      [12, 39],
    ].map(([row, column]) => colorAt(whole, row, column, SIDE, SIDE));
    const { offsetHeight } = part(whole, 'plot');
    const large = await zoomable({ zoom: '10:18 24:40' });
    expect(
      [
        [0, 0],
        [7, 6],
        [2, 15],
      ].map(([row, column]) => colorAt(large, row, column, 8, 16)),
    ).to.deep.equal(colours);
    expect(texts(large, '.axis.left text')).to.deep.equal(words.slice(10, 18));
    expect(texts(large, '.axis.bottom text')).to.include.members(['w24', 'w39']);
    expect(part(large, 'plot').offsetHeight, 'nothing moves').to.equal(offsetHeight);
    const hovers = listen<CellDetail>(large, 'attn-hover');
    whole.hidden = true;
    await large.ready;
    await point(large, 'pointermove', pointOf(large, 7, 6, 8, 16));
    expect(hovers.at(-1)).to.deep.include({
      query: 17,
      key: 30,
      queryToken: 'w17',
      weight: Math.fround(valueOf(17, 30)),
    });
    expect(readout(large)).to.contain('w17 (17) → w30 (30)');
    expect(part(large, 'legend').textContent).to.contain('part shown: Queries 10 to 17, Keys 24 to 39, of 96 × 96');
  });

  it('shows every peak at every size, and reads it', async () => {
    const side = 1024;
    const data = new Float32Array(side * side).fill(1e-4);
    data[700 * side + 300] = 1;
    const element = await heatmapOf({ attention: { shape: [side, side], data } });
    const hovers = listen<CellDetail>(element, 'attn-hover');
    const brightest = async (row: number, column: number, rows: number, columns: number) => {
      await point(element, 'pointermove', pointOf(element, row, column, rows, columns));
      return hovers.at(-1)!.weight;
    };
    for (const [zoom, from, length] of [
      [null, [0, 0], side],
      ['199:1000 100:901', [199, 100], 801],
      ['690:720 290:320', [690, 290], 30],
    ] as const) {
      await change(element, { zoom });
      const at = [700 - from[0], 300 - from[1]] as const;
      expect(await brightest(...at, length, length), String(zoom)).to.equal(1);
      expect(colorAt(element, ...at, length, length)[0], String(zoom)).to.be.above(240);
    }
  });

  it('grows under a wheel with Control alone, where the pointer is', async () => {
    const element = await zoomable();
    const changes = listen<{ zoom: string | null }>(element, 'attn-change');
    const at = pointOf(element, 70, 20, SIDE, SIDE);
    expect(wheel(element, at, { deltaY: -100 }).defaultPrevented).to.equal(false);
    await element.ready;
    expect(element.zoom).to.equal(null);
    expect(readout(element)).to.contain('the wheel zoom');
    for (let i = 0; i < 6; i++)
      expect(wheel(element, at, { deltaY: -100, ctrlKey: true }).defaultPrevented).to.equal(true);
    await element.ready;
    const hovers = listen<CellDetail>(element, 'attn-hover');
    await point(element, 'pointermove', at);
    expect(hovers.at(-1)).to.deep.include({ query: 70, key: 20 });
    expect(element.zoom).to.equal('62:74 18:30');
    await until(() => changes.length > 0, 'the page is told');
    expect(changes).to.have.length(1);
    expect(changes[0].zoom).to.equal(element.zoom);
  });

  it('is chosen with a drag, moved with another, and neither pins a cell', async () => {
    const element = await zoomable();
    const cell = (row: number, column: number, rows = SIDE) => {
      const { clientX, clientY } = pointOf(element, row - 0.5, column - 0.5, rows, rows);
      return { clientX, clientY };
    };
    await drag(element, cell(20, 40), cell(44, 64));
    await until(() => element.zoom === '20:44 40:64', 'the part');
    await drag(element, cell(12, 12, 24), cell(9, 18, 24));
    expect(element.zoom).to.equal('23:47 34:58');
    plot(element).dispatchEvent(new PointerEvent('click', { bubbles: true, pointerType: 'mouse', ...cell(9, 18, 24) }));
    await element.ready;
    expect(element.selection).to.equal(null);
  });

  it('follows the keyboard, and obeys its keys', async () => {
    const element = await zoomable({ zoom: '10:20 10:20' });
    grid(element).focus();
    await element.select({ query: 19, key: 10 });
    await press(element, 'ArrowDown');
    expect(activeCell(element)).to.contain('w20 (20) → w10 (10)');
    expect(element.zoom).to.equal('12:22 10:20');
    await press(element, 'n');
    const strongest = Math.max(...matrix.slice(12, 22).map((row) => Math.max(...row.slice(10, 20))));
    expect(element.shadowRoot!.querySelector('#summary')!.textContent).to.contain('strongest weight is');
    expect(Number(/: ([\d.]+)/.exec(activeCell(element))![1]), 'of those in view').to.be.closeTo(strongest, 1e-3);
    await press(element, '0');
    await until(() => element.zoom === null, 'all');
    await press(element, '+');
    const rows = () => (element.zoom ?? ':').split(' ')[0].split(':').map(Number);
    await until(() => rows()[1] - rows()[0] === SIDE / 2, 'half');
    const [from] = rows();
    await press(element, { key: 'ArrowDown', shiftKey: true });
    await until(() => element.zoom!.startsWith(`${from + 12}:`), 'moved by a quarter');
  });

  it('has buttons, and a small map that moves it', async () => {
    const element = await zoomable();
    const map = () => element.shadowRoot!.querySelector<HTMLElement>('.minimap')!;
    expect(map().checkVisibility()).to.equal(false);
    button(element, 'Zoom in').click();
    await until(() => element.zoom === '24:72 24:72', 'half');
    await element.ready;
    expect(map().checkVisibility()).to.equal(true);
    const { x, y, width } = map().getBoundingClientRect();
    const at = { clientX: x + width - 1, clientY: y + 1, bubbles: true, button: 0, buttons: 1 };
    map().dispatchEvent(new PointerEvent('pointerdown', at));
    await until(() => element.zoom === '0:48 48:96', 'the corner');
    expect(await element.toSVG()).not.to.contain('minimap');
    button(element, 'Show all').click();
    await until(() => element.zoom === null, 'all');
    expect(button(element, 'Show all').disabled).to.equal(true);
  });

  it('goes to a token that is typed, or to a position', async () => {
    const element = await zoomable();
    grid(element).focus();
    await press(element, 'g');
    const field = () => element.shadowRoot!.querySelector<HTMLInputElement>('.go-to input');
    await until(() => element.shadowRoot!.activeElement === field(), 'the field');
    const type = async (text: string, ...keys: string[]) => {
      field()!.value = text;
      field()!.dispatchEvent(new Event('input', { bubbles: true }));
      await element.ready;
      for (const key of keys) {
        field()!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
        await element.ready;
      }
    };
    await type('W7');
    const options = Array.from(element.shadowRoot!.querySelectorAll('[role=option]'), (one) => one.textContent!.trim());
    expect(options.slice(0, 3)).to.deep.equal(['w7Queries 7', 'w7Keys 7', 'w70Queries 70']);
    expect(options).to.have.length(22);
    await type('80', 'ArrowDown', 'Enter');
    await until(() => element.zoom !== null, 'a part');
    expect(field()).to.equal(null);
    expect(activeCell(element)).to.contain('w0 (0) → w80 (80)');
    expect(element.shadowRoot!.activeElement).to.equal(grid(element));
    await press(element, 'g');
    await until(() => field(), 'the field');
    await type('nothing', 'Escape');
    expect(field()).to.equal(null);
  });

  it('stays with another head, and is shared by the group', async () => {
    const one = await zoomable({ group: 'zoomed' });
    const other = await zoomable({ group: 'zoomed' });
    wheel(one, pointOf(one, 48, 48, SIDE, SIDE), { deltaY: -100, ctrlKey: true });
    await until(() => other.zoom !== null && other.zoom === one.zoom, 'the same part');
    const { zoom } = one;
    await change(one, { head: 1 });
    expect(one.zoom).to.equal(zoom);
    expect(part(one, 'legend').textContent).to.contain('part shown');
  });

  it('is what is listed and saved, and a wrong one is said', async () => {
    const element = await zoomable({ zoom: '-2: :3' });
    const lines = (await element.toCSV()).trim().split('\n').slice(1);
    expect(lines).to.have.length(6);
    expect(lines[0]).to.match(/^0,0,94,0,w94,w0,/);
    button(element, 'Show the numbers as a table').click();
    await element.ready;
    expect(Array.from(part(element, 'table').querySelectorAll('tbody th'), (cell) => cell.textContent)).to.deep.equal([
      'w94',
      'w95',
    ]);
    await change(element, { zoom: 'middle' as string });
    expect(part(element, 'error').textContent).to.contain('as in 40:80 0:80');
  });
});
