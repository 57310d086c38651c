import { expect } from '@open-wc/testing';
import type { AttnImage } from '../../src/index.js';
import {
  activeCell,
  change,
  choices,
  choose,
  image,
  imageOf,
  ladder,
  point,
  pointOf,
  press,
  readout,
  stand,
} from './fixture.js';

const words = {
  attention: [
    [0.1, 0.2, 0.3, 0.4],
    [0.8, 0.1, 0.1, 0],
  ],
  query_tokens: ['cat', 'sat'],
};

const chosen = (element: AttnImage) => choices(element).find((name) => name.startsWith('['));

describe('elements of a group', () => {
  it('look from the same query', async () => {
    const first = await imageOf(words, { group: 'a' });
    const second = await imageOf(words, { group: 'a' });
    const alone = await imageOf(words);
    await choose(first, 'sat');
    await second.ready;
    expect([first, second, alone].map(chosen)).to.deep.equal(['[sat]', '[sat]', '[mean of all queries]']);
    await choose(second, 'mean of all queries');
    await first.ready;
    expect(chosen(first)).to.equal('[mean of all queries]');
  });

  it('read the same patch', async () => {
    stand.style.width = '200px';
    const first = await imageOf(words, { group: 'b', query: 0 });
    const second = await imageOf(words, { group: 'b', query: 0 });
    await point(first, 'pointermove', pointOf(first, 1, 1, 2, 2));
    await second.ready;
    expect(readout(second)).to.equal('cat → patch row 1, column 1: 0.4');
  });

  it('show the same layer and head', async () => {
    const heads = [
      [[[0.1, 0.2, 0.3, 0.4]], [[0.4, 0.3, 0.2, 0.1]]],
      [[[0, 0, 0.5, 0.5]], [[0.5, 0.5, 0, 0]]],
    ];
    const first = await imageOf(heads, { group: 'c', head: 0 });
    const second = await imageOf(heads, { group: 'c', head: 0 });
    await press(first, ']', ']');
    await press(first, 'ArrowRight', 'Enter');
    await second.ready;
    expect(activeCell(second)).to.match(/: 0$/);
    expect(activeCell(first)).to.match(/: 0$/);
    const [layer, head] = Array.from(
      second.shadowRoot!.querySelectorAll('select'),
      (list) => list.selectedOptions[0].textContent,
    );
    expect([layer, head]).to.deep.equal(['Layer 1', 'Head 0']);
  });

  it('share a scale', async () => {
    const ticks = (element: AttnImage) =>
      Array.from(element.shadowRoot!.querySelectorAll('.legend text'), (tick) => Number(tick.textContent));
    const first = await imageOf([0.1, 0.2, 0.3, 0.4], { group: 'd' });
    const high = Math.max(...ticks(first));
    const second = await imageOf([0, 0, 0, 4], { group: 'd' });
    await first.ready;
    expect(ticks(first)).to.deep.equal(ticks(second));
    expect(Math.max(...ticks(first))).to.be.above(high);
  });

  it('choose queries in a text where the group has one', async () => {
    const element = await imageOf(words, { group: 'e' });
    expect(choices(element)).to.have.length(3);
    stand.insertAdjacentHTML('beforeend', '<attn-text group="e"></attn-text>');
    element.requestUpdate();
    await element.ready;
    expect(choices(element)).to.deep.equal([]);
  });
});

describe('another element as source', () => {
  it('gives its attention, and what it shows next', async () => {
    const first = await image('id="first" data="[0.1, 0.2, 0.3, 0.4]"');
    const second = await image('from="#first"');
    expect(readout(second)).to.contain('patch row 1, column 1: 0.4');
    await change(first, { data: ladder });
    await second.ready;
    expect(readout(second)).to.contain('class token attends most to');
    expect(second.attentionSource).to.equal(first.attentionSource);
  });
});
