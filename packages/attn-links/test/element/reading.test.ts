import { expect } from '@open-wc/testing';
import { parseCsv } from '../../../../scripts/testing/page/saved.js';
import type { AttnLinks } from '../../src/index.js';
import {
  activeCell,
  button,
  dataOf,
  grid,
  headOf,
  links,
  linksOf,
  listen,
  part,
  pointAt,
  press,
  readSafetensors,
  realFiles,
  stand,
  weightsBeside,
} from './fixture.js';

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** The number that a cell of the table says; small ones are written as powers of ten. */
function numberOf(text: string): number {
  const [mantissa, power] = text.replaceAll('−', '-').split(' × 10');
  if (power === undefined) return Number(mantissa.replaceAll(',', ''));
  const exponent = power.replace(/[⁰-⁹¹²³]/g, (digit) => String(superscripts.indexOf(digit))).replace('⁻', '-');
  return Number(mantissa) * 10 ** Number(exponent);
}

/** Turns the table by the button of a name; false where there is none, or no further page. */
async function turn(element: AttnLinks, name: string): Promise<boolean> {
  const turner = [...element.shadowRoot!.querySelectorAll('button')].find((one) => one.ariaLabel === name);
  if (!turner || turner.disabled) return false;
  turner.click();
  await element.ready;
  return true;
}

/** All values of the table of a head, page after page. */
async function tableOf(element: AttnLinks): Promise<number[][]> {
  const rows: number[][] = [];
  do {
    const above = rows.length;
    do {
      const lines = [...part(element, 'table').querySelectorAll('tbody tr')];
      for (const [i, line] of lines.entries()) {
        const cells = Array.from(line.querySelectorAll('td'), (cell) => numberOf(cell.textContent!));
        (rows[above + i] ??= []).push(...cells);
      }
    } while (await turn(element, 'Keys: next'));
    while (await turn(element, 'Keys: previous'));
  } while (await turn(element, 'Queries: next'));
  while (await turn(element, 'Queries: previous'));
  return rows;
}

/** Holds table and CSV of a layer to the file. */
async function hold(url: string, array: { name: string; shape: number[]; values: Float32Array }, layer: number) {
  const [, heads, queries, keys] = array.shape;
  const element = await links(`src="${url}" array="${array.name}" layer="${layer}"`);
  const [, ...rows] = parseCsv(await element.toCSV());
  expect(rows.length).to.equal(heads * queries * keys);
  const seen = new Set<string>();
  for (const [, head, query, key, , , weight] of rows) {
    expect(Number(weight)).to.equal(headOf(array, layer, Number(head))[Number(query) * keys + Number(key)]);
    seen.add(`${head} ${query} ${key}`);
  }
  expect(seen.size).to.equal(rows.length);
  button(element, 'Show the numbers as a table').click();
  await element.ready;
  const list = element.shadowRoot!.querySelector<HTMLSelectElement>('.listed select');
  for (let head = 0; head < heads; head++) {
    if (list) {
      list.selectedIndex = head;
      list.dispatchEvent(new Event('change', { bubbles: true }));
      await element.ready;
    }
    const wanted = headOf(array, layer, head);
    const table = await tableOf(element);
    expect(table.map((row) => row.length)).to.deep.equal(Array(queries).fill(keys));
    // Four digits, of very small ones three.
    table.flat().forEach((value, i) => expect(value).to.be.closeTo(wanted[i], Math.abs(wanted[i]) * 6e-3 + 1e-45));
    table.flat().forEach((value, i) => wanted[i] >= 1e-4 && expect(value).to.be.closeTo(wanted[i], wanted[i] * 6e-4));
  }
  stand.replaceChildren();
}

describe('the weights of a file are read back from table and CSV', () => {
  it('of examples that BertViz published', async function () {
    const names = (await realFiles())?.filter((name) => /^bertviz\/.*safetensors$/.test(name));
    if (!names?.length) {
      console.log('Real files are skipped: there is no data folder (ATTN_DATA_DIR).');
      return this.skip();
    }
    for (const name of names) {
      const { arrays } = await readSafetensors(`/attn-data/${name}`);
      const array = arrays.find((one) => one.name === 'attention')!;
      await hold(`/attn-data/${name}`, array, array.shape[0] - 1);
    }
  });

  for (const name of ['translation-0', 'translation-1', 'translation-2', 'induction', 'story']) {
    it(`of the example ${name}`, async () => {
      const url = dataOf(`${name}.safetensors`);
      const { arrays } = await readSafetensors(url);
      expect(arrays.length).to.be.above(0);
      for (const array of arrays) await hold(url, array, 1);
    });
  }

  it('whatever the format', async () => {
    const { arrays } = await readSafetensors(dataOf('translation-0.safetensors'));
    const cross = arrays.find(({ name }) => name === 'cross')!;
    for (const format of ['json', 'npy', 'npz']) {
      const element = await links(`src="${dataOf(`translation-0.cross.${format}`)}" layer="1"`);
      const [, ...rows] = parseCsv(await element.toCSV());
      expect(rows.length, format).to.equal(cross.values.length / 2);
      for (const [, head, query, key, , , weight] of rows) {
        const wanted = headOf(cross, 1, Number(head))[Number(query) * cross.shape[3] + Number(key)];
        // JSON has been written with fewer digits.
        expect(Number(weight), format).to.be.closeTo(wanted, format === 'json' ? 1e-4 : 0);
      }
    }
  });
});

const sentence = {
  attention: [
    [0.2, 0.3, 0.5],
    [0.01, 0.9, 0.09],
    [0.0004, 0.25, 0.7496],
  ],
  tokens: ['the', 'cat', 'sat'],
};

describe('a token that is pointed at', () => {
  it('has its weights beside the other tokens, and is read out', async () => {
    const element = await linksOf(sentence);
    await pointAt(element, 'query', 1);
    expect(weightsBeside(element, 'key')).to.deep.equal(['1%', '90%', '9%']);
    expect(weightsBeside(element, 'query')).to.deep.equal(['', '', '']);
    expect(part(element, 'readout').textContent).to.equal('cat (1) attends 90% to cat (1)');
    await pointAt(element, 'query', 2);
    // What is too small to matter has no number, but for the sentences and the table.
    expect(weightsBeside(element, 'key')).to.deep.equal(['', '25%', '75%']);
  });

  it('at the right has the shares that the others give to it', async () => {
    const element = await linksOf(sentence);
    await pointAt(element, 'key', 2);
    expect(weightsBeside(element, 'query')).to.deep.equal(['50%', '9%', '75%']);
    expect(part(element, 'readout').textContent).to.equal('sat (2) receives 75% of sat (2), 50% of the (0)');
  });

  it('has the mean of the heads that are on', async () => {
    const element = await linksOf([
      [
        [0.5, 0.5],
        [1, 0],
      ],
      [
        [0.1, 0.9],
        [1, 0],
      ],
      [
        [0, 1],
        [1, 0],
      ],
    ]);
    await pointAt(element, 'query', 0);
    expect(weightsBeside(element, 'key')).to.deep.equal(['20%', '80%']);
    expect(part(element, 'readout').textContent).to.equal('0 attends 80% to 1 (mean of 3 heads)');
    button(element, 'Head 2').click();
    await element.ready;
    expect(weightsBeside(element, 'key')).to.deep.equal(['30%', '70%']);
  });

  it('is told of by an event, and when it is left', async () => {
    const element = await linksOf(sentence);
    const told = listen<object>(element, 'attn-hover');
    await pointAt(element, 'query', 1);
    await pointAt(element, 'query', 1);
    element.shadowRoot!.querySelector('.view')!.dispatchEvent(new PointerEvent('pointerleave'));
    const nothing = { layer: null, head: null, query: null, key: null, weight: null, queryToken: null, keyToken: null };
    expect(told).to.deep.equal([{ ...nothing, layer: 0, head: 0, query: 1, queryToken: 'cat' }, nothing]);
  });

  it('is kept by a click, until the next', async () => {
    const element = await linksOf(sentence);
    const told = listen<{ key: number; keyToken: string }>(element, 'attn-select');
    await pointAt(element, 'key', 0, 'click');
    element.shadowRoot!.querySelector('.view')!.dispatchEvent(new PointerEvent('pointerleave'));
    await element.ready;
    expect(part(element, 'readout').textContent).to.contain('the (0) receives');
    expect(told.map(({ key, keyToken }) => [key, keyToken])).to.deep.equal([[0, 'the']]);
    await pointAt(element, 'key', 0, 'click');
    expect(part(element, 'readout').textContent).to.contain('Point at a token');
  });

  it('of scores has scores', async () => {
    const element = await linksOf({ scores: [[-1.5, 3, 0]], key_tokens: ['a', 'b', 'c'], query_tokens: ['q'] });
    await pointAt(element, 'query', 0);
    expect(weightsBeside(element, 'key')).to.deep.equal(['−1.5', '3', '0']);
    expect(part(element, 'readout').textContent).to.equal('q (0) attends 3 to b (1)');
  });
});

describe('by keyboard', () => {
  it('tokens of both sides are read one after the other, with their lines', async () => {
    const element = await linksOf(sentence);
    expect(grid(element).getAttribute('aria-rowcount')).to.equal('4');
    expect(grid(element).getAttribute('aria-colcount')).to.equal('3');
    expect(activeCell(element)).to.equal('the (0) attends 50% to sat (2), 30% to cat (1)');
    await press(element, 'ArrowDown');
    expect(activeCell(element)).to.equal('cat (1) attends 90% to cat (1)');
    expect(part(element, 'readout').textContent).to.equal(activeCell(element));
    await press(element, 'ArrowRight');
    expect(activeCell(element)).to.equal('cat (1) receives 90% of cat (1), 30% of the (0)');
    await press(element, 'End', { key: 'End', ctrlKey: true });
    expect(activeCell(element)).to.contain('sat (2) receives');
    await press(element, { key: 'Home', ctrlKey: true });
    expect(activeCell(element)).to.contain('the (0) attends');
  });

  it('the strongest lines are gone through, strongest first', async () => {
    const element = await linksOf(sentence);
    const spoken = [];
    for (const key of ['n', 'n', 'n', 'p']) {
      await press(element, key);
      spoken.push(part(element, 'readout').textContent);
    }
    expect(spoken).to.deep.equal([
      'cat (1) → cat (1): 90%',
      'sat (2) → sat (2): 75%',
      'the (0) → sat (2): 50%',
      'sat (2) → sat (2): 75%',
    ]);
  });

  it('a token is kept, and let go', async () => {
    const element = await linksOf(sentence);
    const told = listen<{ query: number }>(element, 'attn-select');
    await press(element, 'ArrowDown', 'Enter');
    expect(told.map(({ query }) => query)).to.deep.equal([1]);
    await press(element, 'Escape');
    expect(part(element, 'readout').textContent).to.contain('Point at a token');
  });

  it('heads are shown one after the other, and all again', async () => {
    const element = await linksOf([[[1]], [[0.5]], [[0.25]]]);
    const shown = [];
    for (const key of [']', ']', ']', ']', '[', 'Escape']) {
      await press(element, key);
      shown.push(element.showHeads);
    }
    expect(shown).to.deep.equal([[0], [1], [2], [2], [1], null]);
  });

  it('of sides of different length none is beyond its end', async () => {
    const element = await linksOf({ attention: [[0.2, 0.3, 0.5]], query_tokens: ['q'], key_tokens: ['a', 'b', 'c'] });
    await press(element, 'ArrowRight', 'ArrowDown', 'ArrowDown');
    expect(activeCell(element)).to.equal('c (2) receives 50% of q (0)');
    await press(element, 'ArrowLeft');
    expect(activeCell(element)).to.contain('q (0) attends');
  });

  it('tokens along a line are gone through along it', async () => {
    const element = await linksOf(sentence, { direction: 'horizontal' });
    expect(grid(element).getAttribute('aria-rowcount')).to.equal('3');
    await press(element, 'ArrowRight');
    expect(activeCell(element)).to.contain('cat (1) attends');
    await press(element, 'ArrowDown');
    expect(activeCell(element)).to.contain('cat (1) receives');
  });

  it('a sentence names a few, and says how many more there are', async () => {
    const element = await linksOf([Array(20).fill(0.05)]);
    expect(activeCell(element)).to.match(/^0 attends 5% to 0, 5% to 1, .*5% to 5, 8 more$/);
  });

  it('a token without any weight says so', async () => {
    const element = await linksOf([[0, NaN]]);
    expect(activeCell(element)).to.equal('0: no weights');
  });
});

describe('in words, the figure', () => {
  it('says how large it is and where its strongest weight lies', async () => {
    const element = await linksOf(sentence, { heading: 'A sentence' });
    const summary = element.shadowRoot!.getElementById('summary')!.textContent;
    expect(summary).to.equal(
      'Attention between tokens: lines from 3 queries to 3 keys. The strongest weight is 90%, from cat to cat.',
    );
  });

  it('says which lines are drawn', async () => {
    const element = await linksOf(sentence, { heading: 'A sentence' });
    const legend = () => part(element, 'legend').textContent!.replace(/\s+/g, ' ');
    expect(legend()).to.contain('of each query and head the fewest keys that reach 70% together');
    expect(legend()).to.contain('90%');
    Object.assign(element, { topK: 3, min: 0.02, hideFirstToken: true });
    await element.ready;
    expect(legend()).to.contain('the 3 strongest keys, none below 0.02, first token hidden, rows renormalised');
  });

  it('says how weights become strengths, and reads them as they are', async () => {
    const element = await linksOf(sentence, { scale: 'power', exponent: 0.3, normalization: 'row' });
    const legend = part(element, 'legend').textContent!.replace(/\s+/g, ' ');
    expect(legend).to.contain('power 0.3').and.to.contain('divided by the largest');
    expect(element.shadowRoot!.getElementById('summary')!.textContent).to.contain('The strongest weight is 90%');
  });

  it('lets readers choose how many lines there are, where the author says so', async () => {
    const element = await linksOf(sentence, { controls: true });
    const slider = () => part<HTMLInputElement>(element, 'controls').querySelector('input')!;
    const told = listen<{ topP: number; topK: number | null }>(element, 'attn-change');
    Object.assign(slider(), { valueAsNumber: 0.95 }).dispatchEvent(new Event('input'));
    await element.ready;
    expect(element.topP).to.equal(0.95);
    expect(slider().ariaValueText).to.equal('95%');
    element.topK = 1;
    await element.ready;
    Object.assign(slider(), { valueAsNumber: 2 }).dispatchEvent(new Event('input'));
    expect(told.map(({ topP, topK }) => [topP, topK])).to.deep.equal([
      [0.95, null],
      [0.95, 2],
    ]);
  });
});
