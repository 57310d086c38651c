import { expect } from '@open-wc/testing';
import { countListeners, countObservers } from '../../../../scripts/testing/page/leaks.js';
import type { AttnText } from '../../src/index.js';
import {
  button,
  change,
  dataOf,
  isShown,
  listen,
  mouse,
  part,
  stand,
  strengths,
  textElement,
  textOf,
  words,
  until,
} from './fixture.js';

const attention = [
  [1, 0, 0],
  [0.5, 0.5, 0],
  [0.25, 0.25, 0.5],
];
const tokens = ['a', 'b', 'c'];

describe('the table of numbers', () => {
  it('closes where other data are shown', async () => {
    const element = await textOf({ attention, tokens });
    button(element, 'Show the numbers as a table').click();
    await element.ready;
    expect(isShown(part(element, 'table'))).to.equal(true);
    await change(element, { data: { attention: [[1]], tokens: ['a'] } as never });
    expect(element.shadowRoot!.querySelector('table')).to.equal(null);
  });
});

describe('the weights of a head', () => {
  it('are those of the file, and a copy', async () => {
    const element = await textOf({ attention: [attention, attention], tokens });
    const { shape, data } = await element.weights(0, 1);
    expect(shape).to.deep.equal([3, 3]);
    expect([...data]).to.deep.equal(attention.flat());
    data.fill(7);
    expect([...(await element.weights(0, 1)).data]).to.deep.equal(attention.flat());
    const failure = await element.weights(0, 5).catch(({ code }) => code);
    expect(failure).to.equal('no-head');
  });
});

describe('loading', () => {
  it('tells what was loaded, and shows the mean of the first layer’s heads', async () => {
    stand.innerHTML = '';
    const loaded = listen<object>(stand, 'attn-load');
    const layers = [
      [attention, attention.map((row) => [...row].reverse())],
      [attention, attention],
    ];
    const element = await textOf({ attention: layers, tokens });
    expect(loaded).to.deep.equal([
      { layers: 2, heads: 2, queries: 3, keys: 3, kind: 'weights', tokens: { query: tokens, key: tokens } },
    ]);
    await change(element, { query: 0 });
    expect(strengths(element)).to.deep.equal([1, 0, 1]);
    const chosen = [...element.shadowRoot!.querySelectorAll('select')].map((one) => one.value);
    expect(chosen).to.deep.equal(['Layer 0', 'mean of heads']);
  });

  it('shows the last layer of a rollout', async () => {
    const element = await textOf({ attention: [[attention], [attention]], tokens }, { rollup: 'rollout' });
    expect([...element.shadowRoot!.querySelectorAll('select')].map((one) => one.value)).to.deep.equal(['Layer 1']);
  });

  it('keeps what the author wrote until then, and on failure', async () => {
    const errors = listen<{ code: string }>(stand, 'attn-error');
    const element = await textElement('src="/absent.json"', '<p>the text</p>');
    expect(errors.map(({ code }) => code)).to.deep.equal(['not-found']);
    expect(part(element, 'error').textContent).to.contain('/absent.json');
    expect(isShown(element.querySelector('p')!)).to.equal(true);
    await change(element, { src: null, data: attention as never });
    expect(isShown(element.querySelector('p')!)).to.equal(false);
  });

  it('says what does not fit', async () => {
    for (const [data, properties, code] of [
      [{ attention, tokens: ['a'] }, {}, 'wrong-token-count'],
      [{ attention }, { layer: 3 }, 'no-head'],
      [{ word_weights: [[1]] }, {}, 'no-array'],
      [{ word_weights: [[1]], sentence_weights: [1] }, { tokens: [['a', 'b']] }, 'wrong-token-count'],
      [{ attention: [[1]], tokens: 'x' }, { array: 'absent' }, 'no-array'],
    ] as const) {
      const errors = listen<{ code: string }>(stand, 'attn-error');
      await textOf(data, properties as Partial<AttnText>);
      expect(errors.at(-1)?.code, JSON.stringify(data)).to.equal(code);
    }
  });

  it('takes the tokens of a document as nested lists, in an attribute too', async () => {
    const data = '{"word_weights": [[0.5, 0.5], [1, 0]], "sentence_weights": [0.5, 0.5]}';
    const element = await textElement(`data='${data}' tokens='[["very", "good"], ["room"]]'`);
    expect(words(element).map((word) => word.textContent)).to.deep.equal(['very', 'good', 'room']);
    await change(element, { tokens: null });
    expect(words(element).map((word) => word.textContent)).to.deep.equal(['0', '1', '2']);
  });

  it('shows hostile tokens as text', async () => {
    const element = await textOf({ attention: [0.5, 0.5], tokens: ['<img src=x onerror=alert(1)>', '\u202e\0'] });
    expect(words(element).map((word) => word.textContent)).to.deep.equal([
      '<img src=x onerror=alert(1)>',
      '⟨U+202E⟩⟨U+0000⟩',
    ]);
    expect(element.shadowRoot!.querySelector('.text img')).to.equal(null);
  });
});

describe('the languages', () => {
  const said = (element: AttnText) => part(element, 'figure').textContent!;

  for (const [lang, expected, hint] of [
    ['zh', '注意力权重', '选一个词'],
    ['zh-TW', '注意力權重', '選一個詞'],
  ]) {
    it(`are that of lang="${lang}" around it`, async () => {
      stand.lang = lang;
      const element = await textOf({ attention: [attention, attention], tokens });
      expect(said(element)).to.contain(expected).and.to.contain(hint);
      for (const english of ['Layer', 'Head', 'Save', 'Choose', 'weights', 'mean'])
        expect(said(element)).not.to.contain(english);
    });
  }

  it('follow a change of lang', async () => {
    const element = await textOf({ attention, tokens });
    expect(said(element)).not.to.match(/\p{Script=Han}/u);
    stand.lang = 'zh-Hant';
    await until(() => said(element).includes('選一個詞'), 'the words have turned');
  });
});

describe('a group', () => {
  it('looks at one word together, at one head, on one scale', async () => {
    const group = { group: 'text-test' };
    const layers = [[attention, attention.map((row) => [...row].reverse())]];
    const one = await textOf({ attention: layers, tokens }, { ...group, head: 0 });
    const other = await textOf(
      { attention: layers.flat().map((head) => head.map((row) => row.map((w) => w / 2))), tokens },
      { ...group, head: 1 },
    );
    await mouse(one, words(one)[1], 'click');
    await until(() => words(other)[1].classList.contains('chosen'), 'the other follows');
    await other.ready;
    expect(other.shadowRoot!.querySelector('select')!.value).to.equal('Head 0');
    // Half of a half, of the 1 that the first reaches.
    expect(strengths(other)).to.deep.equal([0.25, 0.25, 0]);
    expect(strengths(one)).to.deep.equal([0.5, 0.5, 0]);
  });

  it('shows which words look at a patch of the other side', async () => {
    const group = { group: 'patches' };
    const weights = [
      [0.5, 0.25, 0.25],
      [0, 0, 1],
    ];
    const text = await textOf({ attention: weights, query_tokens: ['lake', 'boat'] }, group);
    const keys = await textOf(
      { attention: weights, query_tokens: ['lake', 'boat'], key_tokens: ['p', 'q', 'r'] },
      group,
    );
    await mouse(keys, words(keys, 'key')[2], 'click');
    await until(() => strengths(text).join() === '0.25,1', 'the words are shaded');
  });
});

describe('another element as source', () => {
  it('is followed', async () => {
    const first = await textOf({ attention, tokens }, { id: 'first' });
    const second = await textElement('from="#first" query="2"');
    await until(() => words(second).length === 3, 'the source is shown');
    expect(strengths(second)).to.deep.equal([0.5, 0.5, 1]);
    await change(first, { data: { attention: attention.map((row) => [...row].reverse()), tokens } as never });
    await until(() => strengths(second).join() === '1,0.5,0.5', 'the new values are shown');
  });
});

describe('an element that is gone', () => {
  it('leaves no listener and no observer behind', async () => {
    const [listeners, observers] = [countListeners(), countObservers()];
    try {
      const element = await textElement(`src="${dataOf('translation-0.cross.json')}" group="gone"`);
      await mouse(element, words(element)[0], 'click');
      element.remove();
      expect(listeners.open()).to.deep.equal([]);
      expect(observers.open()).to.deep.equal([]);
      expect(observers.made()).to.be.above(0);
    } finally {
      listeners.stop();
      observers.stop();
    }
  });

  it('shows the same when it comes back', async () => {
    const element = await textOf({ attention, tokens }, { query: 1 });
    element.remove();
    stand.append(element);
    await element.ready;
    expect(strengths(element)).to.deep.equal([1, 1, 0]);
  });
});
