import { expect } from '@open-wc/testing';
import type { ChangeDetail } from '@attn-elements/core/element';
import { listen, mouse, part, press, readout, stand, strengths, textOf, words } from './fixture.js';

const matrix = [
  [1, 0, 0],
  [0.5, 0.5, 0],
  [0.25, 0.25, 0.5],
];
const data = { attention: [matrix, matrix.map((row) => [...row].reverse())], tokens: ['a', 'b', 'c'] };

describe('select', () => {
  it('chooses a word in a head, without a word to the page', async () => {
    const element = await textOf(data);
    const told = [listen(stand, 'attn-select'), listen(stand, 'attn-hover'), listen(stand, 'attn-change')];
    await element.select({ head: 0, query: -1 });
    expect(element.head).to.equal(0);
    expect(strengths(element)).to.deep.equal([0.5, 0.5, 1]);
    expect(element.selection).to.deep.equal({
      layer: 0,
      head: 0,
      query: 2,
      key: null,
      weight: null,
      queryToken: 'c',
      keyToken: null,
    });
    await element.select(null);
    expect([element.selection, element.head]).to.deep.equal([null, null]);
    expect(told.flat()).to.deep.equal([]);
  });

  it('reads a pair of words, beside what the query attends to', async () => {
    const element = await textOf(data, { head: 0 });
    await element.select({ query: 2, key: 1 });
    expect(element.selection).to.include({ query: 2, key: 1, weight: 0.25, queryToken: 'c', keyToken: 'b' });
    expect(readout(element)).to.match(/^c \(2\) → b \(1\): 0\.25 · c \(2\) attends 50%/);
    expect(words(element)[2].classList.contains('chosen')).to.equal(true);
  });

  it('is refused where there is no such word', async () => {
    const element = await textOf(data);
    for (const [place, code] of [
      [{ query: 3 }, 'bad-option'],
      [{ head: 2 }, 'no-head'],
    ] as const) {
      expect(await element.select(place).catch((error) => error.code)).to.equal(code);
    }
    expect(element.selection).to.equal(null);
  });

  it('has what a reader chooses, and forgets', async () => {
    const element = await textOf(data, { head: 0 });
    await mouse(element, words(element)[1], 'click');
    expect(element.selection).to.include({ layer: 0, head: 0, query: 1, queryToken: 'b' });
    await press(element, 'Escape');
    expect(element.selection).to.equal(null);
  });
});

it('a head that a reader chooses shows in the properties, and the page is told', async () => {
  const element = await textOf(data);
  const told = listen<ChangeDetail>(element, 'attn-change');
  const list = part<HTMLSelectElement>(element, 'chooser');
  list.selectedIndex = [...list.options].findIndex(({ text }) => text === 'Head 1');
  list.dispatchEvent(new Event('change'));
  await element.ready;
  await press(element, '[');
  expect(told).to.deep.equal([
    { layer: 0, head: 1, level: 'both' },
    { layer: 0, head: 0, level: 'both' },
  ]);
  expect([element.layer, element.head]).to.deep.equal([0, 0]);
});
