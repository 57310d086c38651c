import { expect } from '@open-wc/testing';
import type { ChangeDetail } from '@attn-elements/core/element';
import { choices, choose, imageOf, ladder, listen, press, readout, stand } from './fixture.js';

const rows = [
  [0.125, 0.25, 0.375, 0.25],
  [0.5, 0.25, 0.125, 0.125],
];
const words = { attention: [rows, [...rows].reverse()], query_tokens: ['cat', 'sat'] };

describe('select', () => {
  it('lets a word look, and marks a patch, without a word to the page', async () => {
    const element = await imageOf(words);
    const told = [listen(stand, 'attn-select'), listen(stand, 'attn-hover'), listen(stand, 'attn-change')];
    await element.select({ head: 0, query: 1, key: -1 });
    expect(element.head).to.equal(0);
    expect(choices(element)).to.include('[sat]');
    expect(readout(element)).to.equal('sat → patch row 1, column 1: 0.125');
    expect(element.selection).to.deep.equal({
      layer: 0,
      head: 0,
      query: 1,
      key: 3,
      weight: 0.125,
      queryToken: 'sat',
      keyToken: null,
    });
    await element.select({ query: 0 });
    expect(element.selection).to.include({ query: 0, key: null, queryToken: 'cat' });
    await element.select(null);
    expect([element.selection, element.head]).to.deep.equal([null, null]);
    expect(told.flat()).to.deep.equal([]);
  });

  it('counts the tokens before the patches', async () => {
    const element = await imageOf(ladder);
    await element.select({ query: 0, key: 1 });
    expect(readout(element)).to.contain('patch row 0, column 0');
    expect(await element.select({ key: 5 }).catch((error) => error.code)).to.equal('bad-option');
  });

  it('has what a reader chose', async () => {
    const element = await imageOf(words);
    await choose(element, 'sat');
    expect(element.selection).to.include({ query: 1, key: null, queryToken: 'sat' });
    await press(element, 'Escape');
    expect(element.selection).to.equal(null);
  });

  it('is shared with the group', async () => {
    const [one, two] = [await imageOf(words, { group: 'select' }), await imageOf(words, { group: 'select' })];
    await one.select({ head: 1, query: 1, key: 2 });
    await two.ready;
    expect(readout(two)).to.equal(readout(one));
    expect([two.head, two.selection?.key]).to.deep.equal([1, 2]);
  });
});

it('a head that a reader chooses shows in the properties, and the page is told', async () => {
  const element = await imageOf(words, { head: 0 });
  const told = listen<ChangeDetail>(element, 'attn-change');
  await press(element, ']');
  expect(told).to.have.length(1);
  expect(told[0]).to.include({ layer: 0, head: 1, overlay: 'blend' });
  expect([element.layer, element.head]).to.deep.equal([0, 1]);
});
