import { expect } from '@open-wc/testing';
import type { AttnHeatmap } from '../../src/index.js';
import { arrays, denseOf, distance, expected, keys, queries, shown } from './computed-fixture.js';
import { change, heatmap, heatmapOf, listen, part, press, texts, warningsOf } from './fixture.js';

const legend = (element: AttnHeatmap) => part(element, 'legend').querySelector('span')!.textContent!;
const near = (actual: (number | null)[], wanted: (number | null)[]) =>
  expect(distance(actual, wanted)).to.be.below(1e-6);

describe('queries and keys', () => {
  it('are shown as the weights that they give', async () => {
    const element = await heatmapOf({ queries, keys });
    for (const head of [0, 1]) near(await shown(element, head), expected(head));
    expect(legend(element)).to.match(/^Attention weights, scaled dot product, softmax, linear/);
  });

  it('are compared as score says', async () => {
    const element = await heatmapOf(arrays);
    const parameters = {
      'scaled-dot': {},
      dot: {},
      cosine: {},
      bilinear: { weight: denseOf(arrays.score_weight) },
      additive: {
        queryWeight: denseOf(arrays.score_query_weight),
        keyWeight: denseOf(arrays.score_key_weight),
        vector: denseOf(arrays.score_vector),
      },
    };
    for (const [kind, rest] of Object.entries(parameters)) {
      await change(element, { score: kind as 'dot' });
      near(await shown(element, 1), expected(1, { score: { kind, ...rest } as { kind: 'dot' } }));
    }
    expect(legend(element)).to.contain('additive, softmax');
  });

  it('become weights as weighting and temperature say', async () => {
    const element = await heatmapOf({ queries, keys });
    await change(element, { temperature: 0.25 });
    near(await shown(element), expected(0, { weighting: { kind: 'softmax', temperature: 0.25 } }));
    expect(legend(element)).to.contain('softmax at temperature 0.25');
    for (const kind of ['sparsemax', 'hard'] as const) {
      await change(element, { weighting: kind });
      near(await shown(element), expected(0, { weighting: { kind } }));
    }
    await change(element, { weighting: 'none' });
    near(await shown(element), expected(0, {}, true));
    expect(legend(element)).to.match(/^Scores before the softmax, scaled dot product, linear/);
  });

  it('are masked as mask says, and the masked cells told from 0', async () => {
    const element = await heatmapOf({ queries, keys }, { head: 1 });
    await change(element, { mask: 'Window 2, causal' });
    expect(element.mask).to.equal('causal window 2');
    near(await shown(element, 1), expected(1, { mask: [{ kind: 'causal' }, { kind: 'window', size: 2 }] }));
    expect(legend(element)).to.contain('causal, keys at most 2 away');
    expect(texts(element, '.legend .mark')).to.deep.equal(['masked']);
  });

  it('of fewer keys heads are shared', async () => {
    const one = { shape: [1, 7, 4], data: keys.data.slice(28) };
    const element = await heatmapOf({ queries, keys: one });
    near(await shown(element, 1), expected(1));
  });

  it('carry the mask of the file', async () => {
    const mask = Array.from({ length: 7 }, (_, query) => Array.from({ length: 7 }, (_, key) => key <= query));
    const element = await heatmapOf({ queries, keys, mask });
    near(await shown(element, 1), expected(1, { mask: { kind: 'causal' } }));
  });

  it('roll up, hide their first token and are saved like any weights', async () => {
    const element = await heatmapOf({ queries, keys, tokens: [...'abcdefg'] }, { head: 'mean', hideFirstToken: true });
    expect(legend(element)).to.contain('first token hidden, rows renormalised');
    const [, row] = (await element.toCSV()).split('\r\n');
    const mean = (expected(0)[0]! + expected(1)[0]!) / 2;
    expect(Number(row.split(',').at(-1))).to.be.closeTo(mean, 1e-6);
    expect(row).to.match(/^0,mean,0,0,a,a,/);
    expect(await element.toSVG()).to.contain('&quot;temperature&quot;:1,');
  });
});

describe('scores of a file', () => {
  const scores = [
    [1, 2, 3],
    [3, 3, -Infinity],
  ];

  it('are shown as they are, unless a weighting is asked for', async () => {
    const element = await heatmapOf({ scores });
    expect(await shown(element)).to.deep.equal([1, 2, 3, 3, 3, null]);
    expect(legend(element)).to.match(/^Scores before the softmax, linear/);
    await change(element, { weighting: 'softmax' });
    const [a, b, c] = [1, 2, 3].map((score) => Math.exp(score));
    near(await shown(element), [...[a, b, c].map((power) => power / (a + b + c)), 0.5, 0.5, null]);
    expect(legend(element)).to.match(/^Attention weights, softmax, linear/);
  });

  it('have no scoring function to choose', async () => {
    const warnings = await warningsOf(() => heatmapOf({ scores }, { score: 'dot', weighting: 'hard' }));
    expect(warnings).to.deep.equal(['<attn-heatmap>: score: the file holds the scores themselves.']);
  });
});

describe('an author', () => {
  it('writes attributes', async () => {
    const data = JSON.stringify({
      queries: [
        [1, 0],
        [0, 2],
      ],
      keys: [
        [1, 1],
        [0, 3],
      ],
    });
    const element = await heatmap(`data='${data}' score="dot" weighting="hard" mask="causal" temperature="2"`);
    expect(await shown(element)).to.deep.equal([1, null, 0, 1]);
  });

  it('is warned of words that mean nothing, and what they were is used instead', async () => {
    const wrong = { score: 'best', weighting: 'max', temperature: '0', mask: 'causal causal' };
    let element!: AttnHeatmap;
    const warnings = await warningsOf(async () => {
      element = await heatmapOf({ queries, keys }, wrong as unknown as Partial<AttnHeatmap>);
    });
    expect(warnings.length).to.equal(4);
    const { score, weighting, temperature, mask } = element;
    expect({ score, weighting, temperature, mask }).to.deep.equal({
      score: null,
      weighting: null,
      temperature: 1,
      mask: 'none',
    });
    near(await shown(element), expected(0));
  });

  it('is warned, once, of a score that the file has no parameters for', async () => {
    let element!: AttnHeatmap;
    const warnings = await warningsOf(async () => {
      element = await heatmapOf({ queries, keys }, { score: 'additive' });
      await change(element, { temperature: 2 });
      await change(element, { temperature: 1 });
    });
    expect(warnings).to.deep.equal([
      '<attn-heatmap>: score cannot be additive, for which the file has no parameters; scaled-dot is used.',
    ]);
    near(await shown(element), expected(0));
  });

  it('is warned, once, where the weights are stored', async () => {
    let element!: AttnHeatmap;
    const warnings = await warningsOf(async () => {
      element = await heatmapOf([[0.5, 0.5]], { temperature: 3, mask: 'causal', controls: true });
      await change(element, { heading: 'the same' });
    });
    expect(warnings).to.deep.equal([
      '<attn-heatmap>: temperature, mask, controls: nothing is computed of stored attention weights.',
    ]);
    expect(element.shadowRoot!.querySelector('fieldset')).to.equal(null);
  });

  it('asks for queries where attention is stored beside them', async () => {
    const attention = denseOf({ shape: [2, 7, 7], data: new Float32Array(98).fill(1 / 7) });
    const data = { attention: { shape: attention.shape, data: attention.values }, queries, keys };
    const element = await heatmapOf(data);
    expect((await shown(element))[0]).to.be.closeTo(1 / 7, 1e-7);
    await change(element, { array: 'queries' });
    near(await shown(element), expected(0));
  });

  it('is told what does not fit', async () => {
    const cases: [object, RegExp][] = [
      [{ queries, keys: { shape: [7, 3], data: new Float32Array(21) } }, /the queries are 4 wide/],
      [
        { queries, keys, score_weight: { shape: [4, 3], data: new Float32Array(12) } },
        /score_weight .*\[4, 4\] is needed/,
      ],
      [{ queries, keys: { shape: [3, 7, 4], data: new Float32Array(84) } }, /3 heads do not divide the 2/],
      [{ queries, keys: { shape: [2, 1, 7, 4], data: new Float32Array(56) } }, /the queries have 1 layers/],
    ];
    for (const [data, sentence] of cases) {
      const element = document.createElement('attn-heatmap');
      const errors = listen<{ code: string; message: string }>(element, 'attn-error');
      element.data = data as never;
      document.querySelector('main')!.append(element);
      await element.ready;
      expect(errors.map(({ code }) => code)).to.deep.equal(['wrong-shape']);
      expect(errors[0].message).to.match(sentence);
    }
  });
});

describe('other options', () => {
  it('load nothing again, and leave cursor and table where they are', async () => {
    const element = await heatmapOf({ queries, keys }, { head: 0 });
    const loads = listen(element, 'attn-load');
    await press(element, 'ArrowDown', 'ArrowRight', 'Enter');
    const before = part(element, 'readout').textContent!;
    await change(element, { temperature: 0.2 });
    const after = part(element, 'readout').textContent!;
    expect(before).to.match(/^1 → 1: /);
    expect(after).to.match(/^1 → 1: /);
    expect(after).not.to.equal(before);
    expect(loads).to.deep.equal([]);
  });

  it('hold where they change while the file is on its way', async () => {
    const element = document.createElement('attn-heatmap');
    element.data = { queries, keys } as never;
    document.querySelector('main')!.append(element);
    await Promise.resolve();
    element.mask = 'causal';
    await element.updateComplete;
    element.weighting = 'hard';
    near(await shown(element), expected(0, { mask: { kind: 'causal' }, weighting: { kind: 'hard' } }));
  });

  it('hold where a head is opened at the same time', async () => {
    const element = await heatmapOf({ queries, keys });
    await press(element, 'ArrowRight');
    element.temperature = 0.5;
    await press(element, 'Enter');
    expect(texts(element, '.where')).to.deep.equal(['Head 1']);
    expect(legend(element)).to.contain('temperature 0.5');
    near(await shown(element, 1), expected(1, { weighting: { kind: 'softmax', temperature: 0.5 } }));
  });

  it('of large heads come from the GPU, and are the same', async () => {
    const large = (seed: number) => ({
      shape: [300, 64],
      data: Float32Array.from({ length: 300 * 64 }, (_, i) => Math.sin(i * 7.13 + seed)),
    });
    const data = { queries: large(1), keys: large(2) };
    const { getBufferSubData } = WebGL2RenderingContext.prototype;
    let reads = 0;
    WebGL2RenderingContext.prototype.getBufferSubData = function (this: WebGL2RenderingContext, ...args: never[]) {
      reads++;
      return Reflect.apply(getBufferSubData, this, args);
    } as typeof getBufferSubData;
    const element = await heatmapOf(data, { mask: 'causal' });
    WebGL2RenderingContext.prototype.getBufferSubData = getBufferSubData;
    expect(reads).to.be.above(0);
    const { data: values } = await element.weights(0, 0);
    const { attention } = await import('@attn-elements/core/math');
    const [query, key] = [denseOf(data.queries), denseOf(data.keys)];
    const { weights } = attention(query, key, key, { mask: { kind: 'causal' } });
    for (let i = 0; i < values.length; i++) {
      const wanted = i % 300 <= Math.floor(i / 300) ? weights.values[i] : -Infinity;
      if (wanted === -Infinity ? values[i] !== wanted : Math.abs(values[i] - wanted) > 2e-5) {
        expect(values[i], `cell ${i}`).to.equal(wanted);
      }
    }
  });
});
