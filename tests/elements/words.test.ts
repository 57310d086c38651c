import { expect } from '@open-wc/testing';
import { fillSentence } from '@attn-elements/core/errors';
import { part, stand, until } from '../../scripts/testing/page/fixture.js';
import { type Element, showOne, six } from './six.js';

const summaryOf = (element: Element) => element.shadowRoot!.getElementById('summary')!.textContent!;
const legendOf = (element: Element) => part(element, 'legend').textContent!.replace(/\s+/g, ' ').trim();
const ticksOf = (element: Element) =>
  Array.from(element.shadowRoot!.querySelectorAll('.bar text'), (text) => text.textContent);

const square = (count: number) => Array.from({ length: count }, () => new Array<number>(count).fill(1 / count));

describe('a sentence with a number', () => {
  const forms = '{n} {n|one:head|other:heads}';

  it('has the form that goes with it, in each language', () => {
    expect([0, 1, 2, 5].map((n) => fillSentence(forms, { n }))).to.deep.equal([
      '0 heads',
      '1 head',
      '2 heads',
      '5 heads',
    ]);
    const russian = '{n} {n|one:голова|few:головы|other:голов}';
    expect([0, 1, 2, 5, 21].map((n) => fillSentence(russian, { n }, 'ru'))).to.deep.equal([
      '0 голов',
      '1 голова',
      '2 головы',
      '5 голов',
      '21 голова',
    ]);
    expect([0, 1, 2, 5].map((n) => fillSentence('{n} 个头', { n }, 'zh-Hans'))).to.include('1 个头');
  });

  it('has lists as its language writes them', () => {
    const needs = { choices: ['row', 'column', 'matrix'] };
    expect(fillSentence('one of {choices} is needed', needs)).to.equal('one of row, column, matrix is needed');
    expect(fillSentence('需要 {choices} 之一', needs, 'zh-Hant')).to.equal('需要 row、column、matrix 之一');
  });

  it('has its digits in groups as its language has them', () => {
    expect(fillSentence('{n} bytes', { n: 16777216 })).to.equal('16,777,216 bytes');
    expect(fillSentence('{n} Byte', { n: 16777216 }, 'de')).to.equal('16.777.216 Byte');
  });

  for (const [count, wanted] of [
    [1, { queries: '1 query by 1 key', lines: 'lines from 1 query to 1 key', words: '1 word.' }],
    [2, { queries: '2 queries by 2 keys', lines: 'lines from 2 queries to 2 keys', words: '2 words.' }],
    [5, { queries: '5 queries by 5 keys', lines: 'lines from 5 queries to 5 keys', words: '5 words.' }],
  ] as const) {
    it(`is right in summaries of ${count}`, async () => {
      const data = { attention: square(count) };
      expect(summaryOf(await showOne('attn-heatmap', stand, { data }))).to.contain(wanted.queries);
      expect(summaryOf(await showOne('attn-links', stand, { data }))).to.contain(wanted.lines);
      expect(summaryOf(await showOne('attn-text', stand, { data }))).to.contain(wanted.words);
    });
  }
});

describe('a legend', () => {
  it('says of gates and shares of features that they are values, and of scores that they are scores', async () => {
    const inputs = [
      [2, 0, 1],
      [0, 3, 1],
    ];
    const weight = [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ];
    const gates = await showOne('attn-heatmap', stand, { data: { inputs, weight }, operation: 'gating' });
    expect(legendOf(gates)).to.contain('Values').and.not.to.contain('ttention');
    // σ(3), of the second token.
    expect(summaryOf(gates)).to.match(/^Values: .* The strongest value is 0\.9526, from 1 to 1\.$/);
    const csv = await (gates as unknown as { toCSV(): Promise<string> }).toCSV();
    expect(csv.split('\r\n')[0]).to.equal('layer,head,query,key,query_token,key_token,value');
    const read = await showOne('attn-heatmap', stand, { data: new Blob([csv]) });
    expect([legendOf(read), summaryOf(read)]).to.deep.equal([legendOf(gates), summaryOf(gates)]);

    const shares = await showOne('attn-text', stand, { data: { inputs }, operation: 'max-pooling' });
    expect(legendOf(shares)).to.contain('Values').and.not.to.contain('ttention');
    const pooled = await showOne('attn-text', stand, {
      data: { inputs, weight: [1, 0, 0] },
      operation: 'attention-pooling',
    });
    expect(legendOf(pooled)).to.contain('Attention weights');
    stand.lang = 'zh-Hans';
    const scores = await showOne('attn-heatmap', stand, { data: { scores: inputs }, weighting: 'none' });
    expect(summaryOf(scores)).to.contain('最大的分数是 3');
  });

  it('has round values between the ends of its shades', async () => {
    const data = { attention: [[0.123, 0.377, 0.5]] };
    const element = await showOne('attn-text', stand, { data });
    const samples = Array.from(element.shadowRoot!.querySelectorAll('.sample'), (one) => one.textContent);
    expect(samples).to.deep.equal(['0', '0.1', '0.2', '0.3', '0.4', '0.5']);
  });

  it('says the value at both ends of its colours', async () => {
    const data = { attention: [[0.123, 0.877]] };
    for (const tag of ['attn-heatmap', 'attn-image']) {
      const grid = tag === 'attn-image' ? { grid: '1 2', classToken: 0 } : {};
      const ticks = ticksOf(await showOne(tag, stand, { data, ...grid }));
      expect([ticks[0], ticks.at(-1)], tag).to.deep.equal(['0', '0.877']);
    }
    const plot = await showOne('pe-plot', stand, {
      kind: 'sinusoidal',
      data: null,
      view: 'heatmap',
      length: 8,
      dModel: 4,
    });
    expect(ticksOf(plot)[0]).to.equal('−1');
    expect(ticksOf(plot).at(-1)).to.equal('1');
    expect(legendOf(plot)).to.match(/value/);
  });

  it('calls attention weights what is such, and nothing else', async () => {
    const legends = async (data: object) => {
      const elements = [];
      for (const tag of ['attn-heatmap', 'attn-links', 'attn-text']) elements.push(await showOne(tag, stand, { data }));
      return elements.map(
        (element) => /Attention weights|Scores before the softmax|Values/.exec(legendOf(element))?.[0],
      );
    };
    const [weights, scores, values] = ['Attention weights', 'Scores before the softmax', 'Values'];
    expect(
      await legends({
        attention: [
          [0.5, 0.5],
          [0.1, 0.9],
        ],
      }),
    ).to.deep.equal([weights, weights, weights]);
    expect(
      await legends({
        scores: [
          [0.5, -0.5],
          [0.1, 3],
        ],
      }),
    ).to.deep.equal([scores, scores, scores]);
    expect(
      await legends({
        attention: [
          [0.5, -0.5],
          [0.1, 0.9],
        ],
      }),
    ).to.deep.equal([values, values, values]);
    expect(
      await legends({
        attention: [
          [0.5, 7],
          [0.1, 0.9],
        ],
      }),
    ).to.deep.equal([values, values, values]);
  });

  it('calls a hidden column hidden, and what is masked masked', async () => {
    const attention = [
      [0.6, 0.4],
      [0.2, 0.8],
    ];
    const masked = [
      [1, -Infinity],
      [0.2, 0.8],
    ];
    const words = async (tag: string, data: object, hideFirstToken: boolean) =>
      /masked or hidden|hidden(?=$| )|masked/.exec(
        legendOf(await showOne(tag, stand, { data, hideFirstToken })).replace(/first token hidden/, ''),
      )?.[0];
    expect(await words('attn-heatmap', { attention }, true)).to.equal('hidden');
    expect(await words('attn-heatmap', { attention: masked }, false)).to.equal('masked');
    expect(await words('attn-heatmap', { attention: masked }, true)).to.equal('masked or hidden');
    const element = await showOne('attn-heatmap', stand, { data: { attention }, hideFirstToken: true });
    expect(element.shadowRoot!.querySelector('[role=gridcell]')!.textContent).to.contain('shown as hidden');
  });
});

/** Ways to fail whose reasons are written where they are thrown. */
const failures: readonly (readonly [tag: string, properties: object, hans: RegExp, hant: RegExp])[] = [
  [
    'attn-heatmap',
    { data: { attention: [[1, 0], [1]] } },
    /\[1\] 有 1 个值，别的有 2 个/,
    /\[1\] 有 1 個值，別的有 2 個/,
  ],
  ['attn-heatmap', { data: { attention: [['a']] } }, /其中是文字/, /其中是文字/],
  ['attn-links', { data: { attention: square(3) }, batch: 4 }, /一批中没有第 4 项/, /一批中沒有第 4 項/],
  [
    'attn-text',
    { data: { attention: square(3), tokens: ['a'] } },
    /键方向有 1 个词元|查询方向有 1 个词元/,
    /鍵方向有 1 個詞元|查詢方向有 1 個詞元/,
  ],
  ['attn-image', { data: { attention: square(5) } }, /图块(?:排不成正方形|数不同)/, /圖塊(?:排不成正方形|數不同)/],
  ['attn-heatmap', { data: { attention: square(2) }, head: 9 }, /没有第 0 层第 9 个头/, /沒有第 0 層第 9 個頭/],
  ['attn-heatmap', { data: new Blob(['{"attention": [[1, 0]']) }, /不是 JSON/, /不是 JSON/],
];

describe('the reason of a failure', () => {
  it('takes the place of the figure when all of it can be said', async () => {
    stand.lang = 'zh-Hans';
    const element = await showOne('attn-heatmap', stand);
    const root = element.shadowRoot!;
    const errorOf = () => root.querySelector('[part=error]')?.textContent?.trim() ?? '';
    const seen: string[] = [];
    const look = () => seen.push(root.querySelector<HTMLElement>('.figure')!.hidden ? errorOf() : 'figure');
    new MutationObserver(look).observe(root, { attributes: true, childList: true, characterData: true, subtree: true });
    Object.assign(element, { data: { attention: [[1, 0], [1]] } });
    look();
    await element.ready;
    await until(() => errorOf() !== '', 'it says why');
    look();
    const sentence = '这幅图无法显示。 attention 的形状是 [2, 2]：[1] 有 1 个值，别的有 2 个。';
    expect([...new Set(seen)]).to.deep.equal(['figure', sentence]);
  });

  for (const [lang, at] of [
    ['zh-Hans', 2],
    ['zh-Hant', 3],
  ] as const) {
    it(`is said in ${lang}, without a word of English`, async () => {
      stand.lang = lang;
      for (const failure of failures) {
        const [tag, properties] = failure;
        const element = await showOne(tag, stand, properties);
        const said = () => element.shadowRoot!.querySelector('[part=error]')?.textContent ?? '';
        await until(() => failure[at].test(said()), `${tag} says why: ${said()}`);
        expect(said()).not.to.match(/[a-z]{2,} (?:[a-z]+ )+[a-z]{2,}/);
        stand.replaceChildren();
      }
    });
  }

  it('is English in what programs are told', async () => {
    stand.lang = 'zh';
    const element = Object.assign(document.createElement('attn-heatmap'), { data: { attention: [[1, 0], [1]] } });
    const told = new Promise<string>((resolve) =>
      element.addEventListener('attn-error', (event) =>
        resolve((event as CustomEvent<{ message: string }>).detail.message),
      ),
    );
    stand.append(element);
    expect(await told).to.equal('attention has shape [2, 2]: [1] has 1 values where others have 2.');
  });
});

describe('every element in Chinese', () => {
  for (const lang of ['zh-Hans', 'zh-Hant'])
    for (const tag of Object.keys(six))
      it(`${tag}, ${lang}: no sentence of it is English`, async () => {
        stand.lang = lang;
        const controls = tag === 'attn-trainer' || tag === 'pe-plot' ? { controls: true } : {};
        const element = await showOne(tag, stand, controls);
        const root = element.shadowRoot!;
        const labels = [...root.querySelectorAll('[aria-label], [title], [aria-valuetext]')].flatMap((one) => [
          one.ariaLabel,
          one.getAttribute('title'),
        ]);
        const said = [...root.querySelectorAll('.toolbar, .legend-text, .readout, .settings, .said, #summary, .notes')];
        const all = [...labels, ...said.map((one) => one.textContent)].filter(Boolean).join(' | ').replace(/\s+/g, ' ');
        // Tokens, and names of formats, are what they are.
        expect(all).not.to.match(
          /\b(?:[Aa]ttention|[Ww]eights?|[Qq]uer(?:y|ies)|[Kk]eys?|[Hh]eads?|[Ll]ayers?|scaled|of|from) /,
        );
        expect(all).not.to.match(/\p{Script=Han}[,:;!?] |\d %/u);
      });
});
