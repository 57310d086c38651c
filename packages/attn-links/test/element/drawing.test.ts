import { expect } from '@open-wc/testing';
import type { AttnLinks } from '../../src/index.js';
import {
  button,
  change,
  dataOf,
  headColors,
  headOf,
  linesOf,
  links,
  linksOf,
  named,
  readSafetensors,
  realFiles,
  stand,
} from './fixture.js';

/** What is to be drawn of a head: by each query its strongest keys, until they hold a share of it. */
function expected(matrix: Float32Array, queries: number, keys: number, head: number, topP: number) {
  const lines: { head: number; query: number; key: number; weight: number }[] = [];
  for (let query = 0; query < queries; query++) {
    const row = [...matrix.subarray(query * keys, (query + 1) * keys)];
    const order = row.map((weight, key) => ({ weight, key })).sort((a, b) => b.weight - a.weight || a.key - b.key);
    const total = row.reduce((sum, weight) => sum + weight, 0);
    let sum = 0;
    for (const { weight, key } of order) {
      // To the precision of float32.
      if (weight <= 0 || (topP < 1 && sum >= topP * total * (1 - 1e-6))) break;
      lines.push({ head, query, key, weight });
      sum += weight;
    }
  }
  return lines;
}

/** Holds the lines on the page to those of a layer of a file: the same pairs, in one order of opacity, a colour a head. */
async function hold(element: AttnLinks, array: { shape: number[]; values: Float32Array }, layer: number, topP: number) {
  const [, heads, queries, keys] = array.shape;
  const strongest = Math.max(...Array.from({ length: heads }, (_, head) => Math.max(...headOf(array, layer, head))));
  const wanted = Array.from({ length: heads }, (_, head) =>
    expected(headOf(array, layer, head), queries, keys, head, topP),
  )
    .flat()
    // Nobody sees a 256th of the strongest, here or in BertViz.
    .filter(({ weight }) => weight >= strongest / 256);
  const drawn = await linesOf(element);
  expect(named(drawn)).to.deep.equal(named(wanted));
  const opacities = new Map(drawn.map((line) => [named([line])[0], line.opacity]));
  const ranked = wanted
    .map((line) => ({ weight: line.weight, opacity: opacities.get(named([line])[0])! }))
    .sort((a, b) => a.weight - b.weight);
  for (let i = 1; i < ranked.length; i++) expect(ranked[i].opacity).to.be.at.least(ranked[i - 1].opacity);
  expect(ranked[ranked.length - 1].opacity).to.equal(1);
  expect(new Set(headColors(element)).size).to.equal(heads === 1 ? 0 : heads);
}

describe('lines of examples that BertViz published', () => {
  it('are those of its head view: all heads of a layer, each in its colour, the stronger the darker', async function () {
    const names = await realFiles();
    const files = names?.filter((name) => /^bertviz\/.*safetensors$/.test(name));
    if (!files?.length) {
      console.log('Real files are skipped: there is no data folder (ATTN_DATA_DIR).');
      return this.skip();
    }
    for (const name of files) {
      const url = `/attn-data/${name}`;
      const array = (await readSafetensors(url)).arrays.find((one) => one.name === 'attention')!;
      const element = await links(`src="${url}"`);
      for (const layer of [0, array.shape[0] - 1]) {
        await change(element, { layer, topP: 0.7 });
        await hold(element, array, layer, 0.7);
      }
      // BertViz leaves nothing out.
      await change(element, { topP: 1 });
      await hold(element, array, array.shape[0] - 1, 1);
      stand.replaceChildren();
    }
  });
});

describe('lines', () => {
  it('go from sentence to sentence in cross-attention', async () => {
    const url = dataOf('translation-1.safetensors');
    const cross = (await readSafetensors(url)).arrays.find(({ name }) => name === 'cross')!;
    const element = await links(`src="${url}" array="cross" layer="1"`);
    expect(cross.shape[2]).not.to.equal(cross.shape[3]);
    await hold(element, cross, 1, 0.7);
  });

  it('are of the first layer, of all heads, unless the author says otherwise', async () => {
    const url = dataOf('translation-0.safetensors');
    const array = (await readSafetensors(url)).arrays.find(({ name }) => name === 'encoder')!;
    const element = await links(`src="${url}" array="encoder"`);
    await hold(element, array, 0, 0.7);
  });

  it('of a head alone, or of heads rolled up, have one colour and no switches', async () => {
    const data = [
      [
        [1, 0],
        [0.5, 0.5],
      ],
      [
        [0, 1],
        [0.5, 0.5],
      ],
    ];
    const element = await linksOf(data, { head: 1 });
    expect(headColors(element)).to.deep.equal([]);
    expect(named(await linesOf(element))).to.deep.equal(['0: 0 → 1', '0: 1 → 0', '0: 1 → 1']);
    await change(element, { head: 'mean' });
    const lines = await linesOf(element);
    expect(named(lines)).to.deep.equal(['0: 0 → 0', '0: 0 → 1', '0: 1 → 0', '0: 1 → 1']);
    expect(new Set(lines.map(({ color }) => color)).size).to.equal(1);
    await change(element, { head: 'min' });
    expect(named(await linesOf(element))).to.deep.equal(['0: 1 → 0', '0: 1 → 1']);
  });

  it('are as many as the author asks for', async () => {
    const element = await linksOf([
      [0.1, 0.6, 0.3],
      [0.25, 0.25, 0.5],
      [1, 0, 0],
    ]);
    const drawn = async () => named(await linesOf(element)).map((name) => name.slice(3));
    expect(await drawn()).to.deep.equal(['0 → 1', '0 → 2', '1 → 0', '1 → 2', '2 → 0']);
    await change(element, { topK: 1 });
    expect(await drawn()).to.deep.equal(['0 → 1', '1 → 2', '2 → 0']);
    await change(element, { topK: null, topP: 1, min: 0.3 });
    expect(await drawn()).to.deep.equal(['0 → 1', '0 → 2', '1 → 2', '2 → 0']);
    await change(element, { min: null, topP: 0.7, hideFirstToken: true });
    expect(await drawn()).to.deep.equal(['0 → 1', '0 → 2', '1 → 1', '1 → 2']);
  });

  it('go from left to right where they are told to, and are the same', async () => {
    const data = [
      [0.2, 0.8, 0],
      [0, 0, 1],
      [0.5, 0.5, 0],
    ];
    const element = await linksOf(data, { direction: 'horizontal' });
    const places = Array.from(element.shadowRoot!.querySelectorAll('[part~=tokens] g:first-of-type .label'), (label) =>
      Number(label.getAttribute('x')),
    );
    const at = (place: number) => places.findIndex((x) => Math.abs(x - place) < 2);
    const lines = (await linesOf(element)).map((line) => `${at(line.query)} → ${at(line.key)}`);
    expect(lines.sort()).to.deep.equal(['0 → 1', '1 → 2', '2 → 0', '2 → 1']);
  });

  it('of scores are those of the largest weights after the softmax', async () => {
    const scores = [[Math.log(3), Math.log(6), Math.log(1)]];
    const element = await linksOf({ scores });
    expect(named(await linesOf(element))).to.deep.equal(['0: 0 → 0', '0: 0 → 1']);
    expect(element.shadowRoot!.querySelector('.legend')!.textContent).to.contain('Scores before the softmax');
  });

  it('of what is masked, and of no numbers, are not drawn', async () => {
    const element = await linksOf([
      [NaN, 0.5],
      [-Infinity, 1],
    ]);
    expect(named(await linesOf(element))).to.deep.equal(['0: 0 → 1', '0: 1 → 1']);
    const legend = element.shadowRoot!.querySelector('.legend')!.textContent;
    expect(legend).to.contain('not a number').and.to.contain('masked');
  });
});

describe('heads', () => {
  const data = [[[1, 0]], [[0, 1]], [[0.5, 0.5]]];
  const pressed = (element: AttnLinks) =>
    Array.from(element.shadowRoot!.querySelectorAll('.switch'), (one) => one.getAttribute('aria-pressed'));

  it('are switched off and on by their buttons, and the page is told', async () => {
    const element = await linksOf(data);
    const told: unknown[] = [];
    element.addEventListener('attn-change', (event) => told.push((event as CustomEvent).detail));
    button(element, 'Head 1').click();
    await element.ready;
    expect(pressed(element)).to.deep.equal(['true', 'false', 'true']);
    expect(named(await linesOf(element))).to.deep.equal(['0: 0 → 0', '2: 0 → 0', '2: 0 → 1']);
    expect(told).to.deep.equal([{ layer: null, head: null, showHeads: [0, 2], topP: 0.7, topK: null }]);
    button(element, 'All').click();
    await element.ready;
    expect(pressed(element)).to.deep.equal(['true', 'true', 'true']);
    expect(element.showHeads).to.equal(null);
  });

  it('are never all off', async () => {
    const element = await linksOf(data, { showHeads: [1] });
    button(element, 'Head 1').click();
    await element.ready;
    expect(pressed(element)).to.deep.equal(['false', 'true', 'false']);
  });

  it('stand alone after a double click, and together after another', async () => {
    const element = await linksOf(data);
    const doubleClick = async () => {
      for (const detail of [1, 2])
        button(element, 'Head 2').dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, detail }));
      await element.ready;
    };
    await doubleClick();
    expect(pressed(element)).to.deep.equal(['false', 'false', 'true']);
    await doubleClick();
    expect(pressed(element)).to.deep.equal(['true', 'true', 'true']);
  });

  it('that the author names are on, and those that are not there are passed over', async () => {
    const element = await links(`show-heads="0 2 9" data="${JSON.stringify(data)}"`);
    expect(pressed(element)).to.deep.equal(['true', 'false', 'true']);
    await change(element, { showHeads: [9] });
    expect(pressed(element)).to.deep.equal(['true', 'true', 'true']);
  });

  it('keep their colours, whichever are on', async () => {
    const element = await linksOf(data, { showHeads: [2] });
    const [line] = await linesOf(element);
    expect(line.color).to.equal(headColors(element)[2]);
  });
});

describe('layers', () => {
  it('are chosen from a list, which is there only where there are several', async () => {
    const element = await linksOf([[[[1, 0]]], [[[0, 1]]]]);
    const list = element.shadowRoot!.querySelector('select')!;
    expect(Array.from(list.options, ({ text }) => text)).to.deep.equal(['Layer 0', 'Layer 1']);
    list.selectedIndex = 1;
    list.dispatchEvent(new Event('change', { bubbles: true }));
    await element.ready;
    expect(element.layer).to.equal(1);
    expect(named(await linesOf(element))).to.deep.equal(['0: 0 → 1']);
    await change(element, { data: [[1, 0]], layer: null });
    expect(element.shadowRoot!.querySelector('select')).to.equal(null);
  });
});
