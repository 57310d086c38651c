import { expect } from '@open-wc/testing';
import type { AttnHeatmap } from '../../src/index.js';
import { activeCell, colorAt, heatmap, heatmapOf, press, texts } from './fixture.js';

const remarks = (element: AttnHeatmap) => element.shadowRoot!.querySelector('.remarks')?.textContent ?? null;
const floats = (shape: number[], values: number[]) => ({ shape, data: Float32Array.from(values) });

/** Weights [layer 2, batch 2, head 1, query 2, key 2]: in item 1 the queries look at themselves. */
const batch = {
  attention: floats([2, 2, 1, 2, 2], [0.5, 0.5, 0.5, 0.5, 1, 0, 0, 1, 0.5, 0.5, 0.5, 0.5, 1, 0, 0, 1]),
  mask: floats([2, 1, 1, 2], [1, 1, 1, 0]),
  tokens: [
    ['a', 'b'],
    ['c', 'd'],
  ],
};

describe('what was supposed of a source', () => {
  it('stands under the figure, in the reader’s language', async () => {
    const element = await heatmapOf(batch, { batch: 1, layer: 1 });
    expect(remarks(element)).to.equal(
      'Note: axes read as layer, batch, head, query, key; item 1 of a batch of 2, counted from 0; mask read as batch, head, query, key.',
    );
    expect(await element.toSVG()).to.contain('item 1 of a batch');
    const chinese = await heatmap(
      `lang="zh" data='${JSON.stringify([
        [[[[1]]], [[[1]]]],
        [[[[1]]], [[[1]]]],
      ])}'`,
    );
    expect(remarks(chinese)).to.equal(
      '说明：各轴读作 layer、batch、head、query、key；一批 2 项中的第 0 项（从 0 数起）。',
    );
  });

  it('is said of settings that stored attention does not use', async () => {
    const element = await heatmapOf([[0.5, 0.5]], { mask: 'causal', temperature: 2 });
    expect(remarks(element)).to.equal(
      'Note: temperature, mask not used: this attention is stored, and not computed here.',
    );
    const scores = { scores: floats([1, 2], [0, 1]) };
    expect(remarks(await heatmapOf(scores, { mask: 'causal', weighting: 'softmax' }))).to.equal(null);
  });

  it('is nothing where nothing was', async () => {
    expect(remarks(await heatmapOf([[0.5, 0.5]]))).to.equal(null);
    const padded = [
      [1, 0],
      [NaN, NaN],
    ];
    expect(remarks(await heatmapOf([[padded], [padded]], { rollup: 'rollout' }))).to.contain(
      '1 of 2 queries left out: not a number.',
    );
  });

  it('shows of a batch the item that is asked for, with its mask and tokens', async () => {
    const element = await heatmapOf(batch, { batch: 1, layer: 1 });
    expect(texts(element).filter((text) => /^[a-d]$/.test(text))).to.deep.equal(['c', 'd', 'c', 'd']);
    expect(await element.toCSV()).to.contain('1,0,0,1,c,d,\r\n');
  });
});

describe('mask-sense', () => {
  const data = JSON.stringify({ attention: [[0.6, 0.4, 0]], mask: [false, false, true] });

  it('is named where the mask contradicts the weights, and turns it', async () => {
    const element = await heatmap(`data='${data}'`);
    expect(element.shadowRoot!.querySelector('[part=error]')!.textContent).to.contain('mask-sense="hidden"');
    element.maskSense = 'hidden';
    await element.ready;
    expect(await element.toCSV()).to.contain('0,0,0,0,,,0.6');
    expect(remarks(element)).to.contain('mask turned');
    expect((await heatmap(`data='${data}' mask-sense="hidden"`)).attentionSource).to.not.equal(null);
  });
});

describe('scores with a mask added', () => {
  it('keep their colours, and hide what is masked in pictures, sentences and files', async () => {
    const visible = [-1, 0.5, 2, 3.5];
    const element = await heatmapOf({ scores: [[...visible, -9998.5]], kind: 'scores' });
    const colors = [...visible, 0].map((_, at) => colorAt(element, 0, at, 1, 5).join());
    expect(new Set(colors).size).to.equal(5);
    await press(element, 'End');
    expect(activeCell(element)).to.contain('masked');
    expect(await element.toCSV()).to.match(/0,0,0,4,,,\r\n$/);
  });
});

describe('layers of unlike size', () => {
  const grown = {
    'attention.0': floats([1, 2, 2, 2], [1, 0, 0.5, 0.5, 1, 0, 0.5, 0.5]),
    'attention.1': floats([1, 2, 1, 3], [0.2, 0.3, 0.5, 0.2, 0.3, 0.5]),
    tokens: ['once', 'upon', 'a'],
  };

  it('have their own words at their axes and in sentences', async () => {
    const element = await heatmapOf(grown);
    const labels = texts(element).filter((text) => grown.tokens.includes(text));
    // Two heads side by side; queries beside the first, keys below each.
    const [first, second] = [['once', 'upon'], ['a']];
    const keys = [['once', 'upon'], grown.tokens];
    expect(labels.toSorted()).to.deep.equal([first, second, keys[0], keys[0], keys[1], keys[1]].flat().toSorted());
    const one = await heatmapOf(grown, { layer: 1, head: 0 });
    await press(one, 'End');
    expect(activeCell(one)).to.contain('a (0)').and.to.contain('a (2)');
    expect(await one.toCSV()).to.contain('1,0,0,2,a,a,0.5');
  });

  it('are those of a model that have attention', async () => {
    const sparse = { 'attention.1': floats([1, 1], [1]), 'attention.5': floats([1, 1], [1]) };
    const element = await heatmapOf(sparse);
    const layers = (await element.toCSV()).split('\r\n').map((line) => line.split(',')[0]);
    expect(layers).to.deep.equal(['layer', '1', '5', '']);
    const one = await heatmapOf(sparse, { layer: 5, head: 0 });
    expect((await one.weights(5, 0)).shape).to.deep.equal([1, 1]);
    const missing = await heatmapOf(sparse, { layer: 0, head: 0 });
    expect(missing.shadowRoot!.querySelector('[part=error]')!.textContent).to.contain('no layer 0');
  });
});

describe('tokens in the tag', () => {
  it('may be a list for each item of a batch', async () => {
    const { attention } = batch;
    const element = await heatmapOf({ attention }, { batch: 1, layer: 0 });
    element.setAttribute('tokens', '[["a", "b"], ["x y", "z"]]');
    await element.ready;
    expect(texts(element)).to.include.members(['x y', 'z']);
  });
});

describe('cosines', () => {
  const data = {
    queries: [
      [1, 0],
      [0, 0],
    ],
    keys: [
      [1, 0],
      [1, 1],
      [0, 0],
    ],
  };

  it('of zeros are undefined, as scores and as weights', async () => {
    const element = await heatmapOf(data, { score: 'cosine', weighting: 'none' });
    const scores = (await element.weights(0, 0)).data;
    // 1 and cos 45°.
    expect(scores[1]).to.be.closeTo(Math.SQRT1_2, 1e-6);
    expect([...scores].map((score) => Number.isNaN(score))).to.deep.equal([false, false, true, true, true, true]);
    element.weighting = 'softmax';
    await element.ready;
    const weights = (await element.weights(0, 0)).data;
    expect(weights[0] + weights[1]).to.be.closeTo(1, 1e-6);
    expect([...weights].map((weight) => Number.isNaN(weight))).to.deep.equal([false, false, true, true, true, true]);
  });
});
