import { expect } from '@open-wc/testing';
import type { CellDetail, ChangeDetail } from '@attn-elements/core/element';
import { focused } from '../../../../scripts/testing/page/keys.js';
import type { AttnHeatmap } from '../../src/index.js';
import { activeCell, button, heatmapOf, listen, part, point, pointOf, press, stand } from './fixture.js';

const head = (value: number) => [
  [value, 1 - value, 0],
  [0, 0.25, 0.75],
];
const data = {
  attention: [
    [head(0.125), head(0.25)],
    [head(0.5), head(0.75)],
  ],
  query_tokens: ['q', 'r'],
  key_tokens: ['x', 'y', 'z'],
};
const nothing = { query: null, key: null, weight: null, queryToken: null, keyToken: null };
const cell: CellDetail = { layer: 1, head: 0, query: 0, key: 1, weight: 0.5, queryToken: 'q', keyToken: 'y' };
const readout = (element: AttnHeatmap) => part(element, 'readout').textContent!;
/** The code that a selection is refused with. */
const codeOf = (selecting: Promise<void>): Promise<string> =>
  selecting.then(
    () => 'none',
    ({ name, code }) => `${name} ${code}`,
  );

describe('select', () => {
  it('opens the head, pins the cell, and tells the group, but no listener', async () => {
    const element = await heatmapOf(data, { group: 'select' });
    const other = await heatmapOf(data, { group: 'select', layer: 0, head: 0 });
    const told = [listen(stand, 'attn-select'), listen(stand, 'attn-hover'), listen(stand, 'attn-change')];
    await element.select({ layer: 1, head: 0, query: 0, key: 1 });
    expect(element.selection).to.deep.equal(cell);
    expect([element.layer, element.head]).to.deep.equal([1, 0]);
    expect(readout(element)).to.match(/: 0\.5$/);
    expect(activeCell(element)).to.equal(readout(element));
    expect(element.shadowRoot!.querySelectorAll('.mark.pinned:not(.halo)')).to.have.length(1);
    await other.ready;
    expect([other.layer, other.head]).to.deep.equal([1, 0]);
    expect(other.shadowRoot!.querySelectorAll('.mark.linked:not(.halo)')).to.have.length(1);
    expect(told.flat()).to.deep.equal([]);
  });

  it('leaves the focus where it is', async () => {
    const field = document.createElement('input');
    stand.append(field);
    field.focus();
    const element = await heatmapOf(data);
    await element.select({ layer: 0, head: 1, query: 1, key: 2 });
    expect(focused()).to.equal(field);
  });

  it('takes what attn-select tells', async () => {
    const [one, two] = [await heatmapOf(data), await heatmapOf(data)];
    const told = listen<CellDetail>(one, 'attn-select');
    await press(one, 'ArrowDown', 'Enter', 'ArrowRight', 'Enter');
    expect(told).to.deep.equal([{ layer: 1, head: 0, ...nothing }, cell]);
    for (const detail of told) {
      await two.select(detail);
      expect(two.selection).to.deep.equal(detail);
    }
  });

  it('counts negative numbers from the end, as Python does', async () => {
    const element = await heatmapOf(data);
    await element.select({ layer: -1, head: -2, query: -2, key: -2 });
    expect(element.selection).to.deep.equal(cell);
  });

  it('leaves what is not named as it is shown', async () => {
    const element = await heatmapOf(data, { layer: 1, head: 0 });
    await element.select({ query: 0, key: 1 });
    expect(element.selection).to.deep.equal(cell);
    expect([element.layer, element.head]).to.deep.equal([1, 0]);
    await element.select({ head: 1 });
    expect([element.layer, element.head]).to.deep.equal([1, 1]);
  });

  it('of a query alone marks its row', async () => {
    const element = await heatmapOf(data, { layer: 1, head: 0 });
    await element.select({ query: 1 });
    expect(element.selection).to.deep.equal({ layer: 1, head: 0, ...nothing, query: 1, queryToken: 'r' });
    const canvas = part(element, 'canvas').getBoundingClientRect();
    const mark = element.shadowRoot!.querySelector('.mark.pinned')!.getBoundingClientRect();
    expect(mark.width).to.be.closeTo(canvas.width, 3);
    expect(mark.bottom).to.be.closeTo(canvas.bottom, 3);
  });

  it('waits for what is loading, and of two the later counts', async () => {
    const element = document.createElement('attn-heatmap');
    element.data = data as never;
    stand.append(element);
    const both = [element.select({ layer: 0, head: 0, query: 0, key: 0 }), element.select(cell)];
    await Promise.all(both);
    expect(element.selection).to.deep.equal(cell);
  });

  it('with null lets go, and goes back to what the author asked for', async () => {
    const element = await heatmapOf(data);
    await element.select(cell);
    await element.select(null);
    expect(element.selection).to.equal(null);
    expect([element.layer, element.head]).to.deep.equal([null, null]);
    expect(element.shadowRoot!.querySelector('.mark.pinned')).to.equal(null);
  });

  it('is refused where there is no such place, and leaves all as it is', async () => {
    const element = await heatmapOf(data);
    for (const [place, code] of [
      [{ layer: 2, head: 0 }, 'no-head'],
      [{ layer: -3, head: 0 }, 'no-head'],
      [{ layer: 0, head: 2 }, 'no-head'],
      [{ layer: 0.5, head: 0 }, 'no-head'],
      [{ layer: 0, head: 'most' }, 'bad-option'],
      [{ layer: 0, head: 0, query: 2, key: 0 }, 'bad-option'],
      [{ layer: 0, head: 0, query: 0, key: -4 }, 'bad-option'],
      [{ layer: 0, head: 0, query: 0.5, key: 0 }, 'bad-option'],
      // Of several heads that are shown nobody knows which.
      [{ query: 0, key: 0 }, 'bad-option'],
    ] as const) {
      expect(await codeOf(element.select(place)), JSON.stringify(place)).to.equal(`AttnError ${code}`);
      expect([element.layer, element.head, element.selection]).to.deep.equal([null, null, null]);
    }
    const absent = await heatmapOf(null, { src: '/absent.json' });
    expect(await codeOf(absent.select(cell))).to.equal('AttnError not-found');
    expect(await codeOf(document.createElement('attn-heatmap').select(cell))).to.equal('AttnError empty');
  });
});

describe('selection', () => {
  it('is what a reader selected, and null where nothing is', async () => {
    const element = await heatmapOf(data);
    expect(element.selection).to.equal(null);
    await point(element, 'click', pointOf(element, 2, 0, 4, 6));
    expect(element.selection).to.deep.equal({ layer: 1, head: 0, ...nothing });
    await point(element, 'pointermove', pointOf(element, 1, 1, 2, 3));
    expect(element.selection?.query).to.equal(null);
    await point(element, 'click', pointOf(element, 0, 1, 2, 3));
    expect(element.selection).to.deep.equal(cell);
    await press(element, 'Escape');
    expect(element.selection).to.deep.equal({ layer: 1, head: 0, ...nothing });
    await press(element, 'Escape');
    expect(element.selection).to.equal(null);
  });

  it('goes with the values', async () => {
    const element = await heatmapOf(data);
    await element.select(cell);
    element.data = [[1, 0]] as never;
    await element.ready;
    expect(element.selection).to.equal(null);
    expect([element.layer, element.head]).to.deep.equal([null, null]);
  });
});

describe('a head that a reader opens', () => {
  it('shows in the properties, and the page is told: also of the way back', async () => {
    const element = await heatmapOf(data);
    const told = listen<ChangeDetail>(element, 'attn-change');
    await press(element, 'ArrowRight', 'Enter', ']');
    button(element, 'All heads').click();
    await element.ready;
    expect(told).to.deep.equal([
      { layer: 0, head: 1, zoom: null, across: 'layer', up: 'entropy' },
      { layer: 1, head: 0, zoom: null, across: 'layer', up: 'entropy' },
      { layer: null, head: null, zoom: null, across: 'layer', up: 'entropy' },
    ]);
    expect([element.layer, element.head]).to.deep.equal([null, null]);
  });

  it('gives way to what the author sets next', async () => {
    const element = await heatmapOf(data, { layer: 0, head: 0 });
    await press(element, ']');
    expect(element.head).to.equal(1);
    element.layer = 1;
    await element.ready;
    expect([element.layer, element.head]).to.deep.equal([1, 1]);
    await press(element, ']');
    expect([element.layer, element.head], 'it is the last').to.deep.equal([1, 1]);
  });
});
