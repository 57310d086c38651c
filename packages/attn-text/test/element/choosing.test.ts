import { expect, oneEvent } from '@open-wc/testing';
import type { CellDetail } from '@attn-elements/core/element';
import type { AttnText } from '../../src/index.js';
import {
  activeCell,
  button,
  change,
  grid,
  isShown,
  listen,
  mouse,
  part,
  press,
  readout,
  stand,
  strengths,
  textOf,
  warningsOf,
  words,
} from './fixture.js';

const self = {
  attention: [
    [1, 0, 0, 0],
    [0.75, 0.25, 0, 0],
    [0.125, 0.5, 0.375, 0],
    [0.25, 0.25, 0, 0.5],
  ],
  tokens: ['the', 'cat', 'sat', 'down'],
};
const cross = {
  attention: [
    [0.25, 0.75],
    [1, 0],
    [0.5, 0.5],
  ],
  query_tokens: ['x', 'y', 'z'],
  key_tokens: ['u', 'v'],
};

const named = (element: AttnText, name: string) =>
  words(element)
    .filter((word) => word.classList.contains(name))
    .map((word) => word.textContent);

describe('a word', () => {
  it('that is clicked is the query: its row shades the text, and is told', async () => {
    const element = await textOf(self);
    const selected = listen<CellDetail>(element, 'attn-select');
    await mouse(element, words(element)[2], 'click');
    expect(strengths(element)).to.deep.equal([0.25, 1, 0.75, 0]);
    expect(named(element, 'chosen')).to.deep.equal(['sat']);
    expect(readout(element)).to.equal('sat (2) attends 50% to cat (1), 37.5% to sat (2), 12.5% to the (0)');
    const nothing = { key: null, weight: null, keyToken: null };
    expect(selected).to.deep.equal([{ layer: 0, head: 0, query: 2, queryToken: 'sat', ...nothing }]);
  });

  it('that is pointed at previews its row, and reads its weight beside the chosen one', async () => {
    const element = await textOf(self, { query: 2 });
    const hovered = listen<CellDetail>(element, 'attn-hover');
    await mouse(element, words(element)[3], 'pointermove');
    expect(strengths(element)).to.deep.equal([0.5, 0.5, 0, 1]);
    expect(readout(element)).to.match(/^sat \(2\) → down \(3\): 0 · down \(3\) attends 50% to down/);
    part(element, 'texts').dispatchEvent(new PointerEvent('pointerleave'));
    await element.ready;
    expect(strengths(element)).to.deep.equal([0.25, 1, 0.75, 0]);
    expect(hovered.map(({ query }) => query)).to.deep.equal([3, null]);
  });

  it('is the key with side="key": who attends to it is shown', async () => {
    const element = await textOf(self, { side: 'key' });
    await mouse(element, words(element)[1], 'click');
    expect(strengths(element)).to.deep.equal([0, 0.5, 1, 0.5]);
    expect(readout(element)).to.equal('cat (1) is attended 50% by sat (2), 25% by cat (1), 25% by down (3)');
  });

  it('of one text shades the other, and of the other the first', async () => {
    const element = await textOf(cross);
    expect(strengths(element, 'query')).to.deep.equal([0, 0, 0]);
    await mouse(element, words(element, 'query')[0], 'click');
    expect(strengths(element, 'key')).to.deep.equal([0.333, 1]);
    await mouse(element, words(element, 'key')[1], 'pointermove');
    expect(readout(element)).to.equal('x (0) → v (1): 0.75');
    expect(strengths(element, 'key')).to.deep.equal([0.333, 1]);
    await mouse(element, words(element, 'key')[0], 'click');
    expect(strengths(element, 'query')).to.deep.equal([0.25, 1, 0.5]);
    expect(strengths(element, 'key')).to.deep.equal([0, 0]);
  });

  it('that ends a selection is not chosen', async () => {
    const element = await textOf(self);
    // Lit leaves a mark before what it renders.
    const [first, last] = words(element).map((word) => word.lastChild!);
    getSelection()!.setBaseAndExtent(first, 0, last, 2);
    expect(String(getSelection())).to.equal('the ca');
    await mouse(element, words(element)[2], 'click');
    expect(named(element, 'chosen')).to.deep.equal([]);
    getSelection()!.removeAllRanges();
    await mouse(element, words(element)[2], 'click');
    expect(named(element, 'chosen')).to.deep.equal(['sat']);
  });

  it('that was chosen stays so in another head of the same text, and is forgotten with the text', async () => {
    const attention = [self.attention, self.attention.map((row) => [...row].reverse())];
    const element = await textOf({ ...self, attention }, { head: 0 });
    await mouse(element, words(element)[2], 'click');
    await change(element, { head: 1 });
    expect(named(element, 'chosen')).to.deep.equal(['sat']);
    expect(strengths(element)).to.deep.equal([0, 0.75, 1, 0.25]);
    await change(element, { data: { ...self, tokens: ['a', 'b', 'c', 'd'] } });
    expect(named(element, 'chosen')).to.deep.equal([]);
  });

  it('that the author chose is chosen at first, and when the author chooses another', async () => {
    const element = await textOf(self, { query: 1 });
    expect(named(element, 'chosen')).to.deep.equal(['cat']);
    await change(element, { query: null, key: 0 });
    expect(strengths(element)).to.deep.equal([1, 0.75, 0.125, 0.25]);
  });

  it('that the author chose from the end is that of Python', async () => {
    const element = await textOf(self, { query: -1 });
    expect(named(element, 'chosen')).to.deep.equal(['down']);
    await change(element, { query: -4 });
    expect(named(element, 'chosen')).to.deep.equal(['the']);
    await change(element, { query: null, key: -3 });
    expect(named(element, 'chosen')).to.deep.equal(['cat']);
  });

  it('that is not there is refused by the name of its attribute', async () => {
    const element = await textOf(self, { query: 1 });
    const told = listen<{ code: string; message: string }>(element, 'attn-error');
    for (const [name, value] of [
      ['query', 4],
      ['query', -5],
      ['key', 99],
    ] as const) {
      await warningsOf(() => change(element, { query: null, key: null, [name]: value }));
      const { code, message } = told.at(-1)!;
      expect(code).to.equal('bad-option');
      expect(message).to.equal(`${name} is ${value}: there are 4: 0 to 3, or −1 to −4 from the end.`);
      expect(part(element, 'error').textContent).to.contain(message);
      expect(isShown(part(element, 'figure'))).to.equal(false);
    }
    expect(told).to.have.length(3);
    await change(element, { query: null, key: 0 });
    expect(isShown(part(element, 'figure'))).to.equal(true);
    expect(named(element, 'chosen')).to.deep.equal(['the']);
  });

  it('that is not there is said in Chinese', async () => {
    stand.lang = 'zh-Hant';
    let element!: AttnText;
    await warningsOf(async () => {
      element = await textOf(self, { query: 9 });
    });
    expect(part(element, 'error').textContent).to.contain('共有 4 個：0 到 3');
  });

  it('that is not there in the head that a reader opens is none', async () => {
    const heads = {
      'attention.0': [self.attention],
      'attention.1': [
        [
          [1, 0],
          [0.5, 0.5],
        ],
      ],
    };
    const element = await textOf(heads, { query: 3 });
    await element.select({ layer: 1 });
    expect(isShown(part(element, 'figure'))).to.equal(true);
    expect(named(element, 'chosen')).to.deep.equal([]);
  });

  it('is forgotten by a button', async () => {
    const element = await textOf(self, { query: 1 });
    button(element, 'Forget the choice').click();
    await element.ready;
    expect(named(element, 'chosen')).to.deep.equal([]);
    expect(readout(element)).to.equal('Choose a word: point at it, tap it, or use the arrow keys.');
    // The mean over all queries.
    expect(strengths(element)).to.deep.equal([1, 0.471, 0.176, 0.235]);
  });
});

describe('the keyboard', () => {
  it('reads every weight, in every arrangement', async () => {
    const element = await textOf(cross);
    grid(element).focus();
    await press(element, 'ArrowDown', 'ArrowDown', 'ArrowRight');
    expect(activeCell(element)).to.equal('z (2) → v (1): 0.5');
    expect(readout(element)).to.equal(activeCell(element));
    expect(strengths(element, 'key')).to.deep.equal([1, 1]);
    expect(named(element, 'cursor')).to.deep.equal(['z', 'v']);
  });

  it('chooses the word under it, steps through the strongest, and forgets', async () => {
    const element = await textOf(self);
    grid(element).focus();
    await press(element, 'ArrowRight', 'ArrowRight', 'Enter');
    expect(named(element, 'chosen')).to.deep.equal(['sat']);
    expect(part(element, 'figure').querySelector('#summary')!.textContent).to.contain('sat (2) attends 50% to cat (1)');
    await press(element, 'n', 'n');
    expect(activeCell(element)).to.equal('sat (2) → sat (2): 0.375');
    await press(element, 'p');
    expect(activeCell(element)).to.equal('sat (2) → cat (1): 0.5');
    await press(element, 'Escape');
    expect(named(element, 'chosen')).to.deep.equal([]);
  });

  it('goes where its arrows point in a text from the right', async () => {
    const element = await textOf({ attention: self.attention, tokens: ['השועל', 'החום', 'קופץ', '.'] });
    grid(element).focus();
    await press(element, 'ArrowLeft', 'ArrowLeft');
    expect(activeCell(element)).to.contain('קופץ');
  });

  it('changes the head', async () => {
    const element = await textOf({ attention: [self.attention, self.attention] }, { head: 0 });
    await press(element, ']');
    expect(part<HTMLSelectElement>(element, 'chooser').value).to.equal('Head 1');
  });

  it('shows where it is only while it is there', async () => {
    const element = await textOf(self);
    grid(element).focus();
    await element.ready;
    expect(named(element, 'cursor')).to.deep.equal(['the']);
    grid(element).blur();
    await element.ready;
    expect(named(element, 'cursor')).to.deep.equal([]);
  });
});

describe('weights without queries', () => {
  it('shade the text at once, and are read word by word', async () => {
    const element = await textOf({ attention: [0.25, 1, 0.5], tokens: ['a', 'b', 'c'] });
    expect(strengths(element)).to.deep.equal([0.25, 1, 0.5]);
    const hovered = listen<CellDetail>(element, 'attn-hover');
    await mouse(element, words(element)[2], 'pointermove');
    expect(readout(element)).to.equal('c (2): 0.5');
    expect(hovered[0]).to.include({ key: 2, weight: 0.5, keyToken: 'c', queryToken: null });
  });
});

describe('a document', () => {
  const data = {
    tokens: [
      ['very', 'good'],
      ['the', 'room'],
    ],
    word_weights: [
      [0.25, 0.75],
      [0.5, 0.5],
    ],
    sentence_weights: [0.8, 0.2],
  };

  it('shows both levels together and apart, as its reader chooses', async () => {
    const element = await textOf(data);
    expect(strengths(element)).to.deep.equal([0.333, 1, 0.167, 0.167]);
    button(element, 'Sentences').click();
    await element.ready;
    expect(strengths(element)).to.deep.equal([1, 1, 0.25, 0.25]);
    button(element, 'Words').click();
    await element.ready;
    expect(strengths(element)).to.deep.equal([0.333, 1, 0.667, 0.667]);
    expect(element.level).to.equal('word');
    expect(getComputedStyle(element.shadowRoot!.querySelector('.track')!).visibility).to.equal('hidden');
  });

  it('tells the page which its reader chose', async () => {
    const element = await textOf(data);
    const told = oneEvent(element, 'attn-change');
    button(element, 'Sentences').click();
    expect((await told).detail).to.deep.equal({ layer: null, head: null, level: 'sentence' });
    expect(element.level).to.equal('sentence');
  });

  it('reads both weights of a word', async () => {
    const element = await textOf(data);
    await mouse(element, words(element)[3], 'pointermove');
    expect(readout(element)).to.equal('room (3): 0.5 in sentence 2 of weight 0.2, together 0.1');
    expect(
      [...element.shadowRoot!.querySelectorAll('.level .visually-hidden')].map((one) => one.textContent),
    ).to.deep.equal(['Sentence 1: 0.8', 'Sentence 2: 0.2']);
  });
});
