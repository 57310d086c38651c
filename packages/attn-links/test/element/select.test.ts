import { expect } from '@open-wc/testing';
import type { ChangeDetail } from '@attn-elements/core/element';
import { linksOf, listen, part, pointAt, press, stand } from './fixture.js';

const data = {
  attention: [0.25, 0.5].map((low) => [
    [
      [low, 1 - low],
      [1 - low, low],
    ],
    [
      [low, 1 - low],
      [low, 1 - low],
    ],
  ]),
  tokens: ['a', 'b'],
};

describe('select', () => {
  it('opens the layer and pins a line, or a token, without a word to the page', async () => {
    const element = await linksOf(data);
    const told = [listen(stand, 'attn-select'), listen(stand, 'attn-hover'), listen(stand, 'attn-change')];
    await element.select({ layer: -1, query: 0, key: 1 });
    expect(element.layer).to.equal(1);
    expect(element.selection).to.deep.equal({
      layer: 1,
      head: null,
      query: 0,
      key: 1,
      weight: 0.5,
      queryToken: 'a',
      keyToken: 'b',
    });
    expect(part(element, 'readout').textContent).to.equal('a (0) → b (1): 50% (mean of 2 heads)');
    await element.select({ key: -1 });
    expect(element.selection).to.include({ layer: 1, query: null, key: 1, weight: null });
    await element.select(null);
    expect([element.selection, element.layer]).to.deep.equal([null, null]);
    expect(told.flat()).to.deep.equal([]);
  });

  it('shows one head alone, and refuses what is not there', async () => {
    const element = await linksOf(data);
    await element.select({ layer: 0, head: 1, query: 1 });
    expect([element.layer, element.head]).to.deep.equal([0, 1]);
    const code = await element.select({ query: 2 }).catch((error) => error.code);
    expect(code).to.equal('bad-option');
    expect(element.selection).to.include({ head: 1, query: 1 });
  });

  it('has what a reader pins, and lets go', async () => {
    const element = await linksOf(data);
    await pointAt(element, 'key', 1, 'click');
    expect(element.selection).to.include({ layer: 0, head: null, query: null, key: 1, keyToken: 'b' });
    await press(element, 'Escape');
    expect(element.selection).to.equal(null);
  });
});

it('a layer that a reader opens shows in the property, and the page is told', async () => {
  const element = await linksOf(data);
  const told = listen<ChangeDetail>(element, 'attn-change');
  const list = element.shadowRoot!.querySelector('select')!;
  list.selectedIndex = 1;
  list.dispatchEvent(new Event('change', { bubbles: true }));
  await element.ready;
  expect(element.layer).to.equal(1);
  expect(told).to.have.length(1);
  expect(told[0]).to.include({ layer: 1, head: null, showHeads: null });
});
