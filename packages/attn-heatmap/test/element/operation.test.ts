import { expect } from '@open-wc/testing';
import type { AttnHeatmap } from '../../src/index.js';
import { change, heatmapOf, part, texts } from './fixture.js';

const ln3 = Math.log(3);

/** Two tokens, two wide, and a layer that takes the first feature, resp. each feature as it is. */
const inputs = [
  [0, 5],
  [ln3, -1],
];
const first = { inputs, 'fc.weight': [[1, 0]], 'fc.bias': [7], tokens: ['dull', 'bright'] };
const each = {
  inputs: [[0, ln3]],
  weight: [
    [1, 0],
    [0, 1],
  ],
};

/** Weights of an element, row by row. */
async function weightsOf(
  data: object,
  properties: Partial<AttnHeatmap>,
): Promise<{ shape: number[]; values: number[] }> {
  const element = await heatmapOf(data, properties);
  const weights = await element.weights(0, 0);
  return { shape: weights.shape, values: Array.from(weights.data) };
}

function expectNear(found: readonly number[], expected: readonly number[]): void {
  expect(found).to.have.length(expected.length);
  found.forEach((value, at) => expect(value).to.be.closeTo(expected[at], 1e-6));
}

describe('operations on inputs', () => {
  it('pool tokens by attention: softmax of fc(x), and the sum that it is for', async () => {
    const { shape, values } = await weightsOf(first, { operation: 'attention-pooling' });
    expect(shape).to.deep.equal([1, 2]);
    expectNear(values, [0.25, 0.75]);
    const element = await heatmapOf(first, { operation: 'attention-pooling', output: true });
    const rows = (await element.toCSV())
      .trim()
      .split(/\r?\n/)
      .map((row) => row.split(','));
    expectNear(
      rows.slice(3).map((row) => Number(row[8])),
      [0.75 * ln3, 0.25 * 5 - 0.75],
    );
    expect(texts(element, '.axis .label').join(' ')).to.contain('bright');
  });

  it('weigh features by attention, and by gates', async () => {
    expectNear((await weightsOf(each, { operation: 'attention-layer' })).values, [0.25, 0.75]);
    expectNear((await weightsOf(each, { operation: 'gating' })).values, [0.5, 0.75]);
    // A layer of PyTorch is [out, in]: here the first gate looks at the second feature alone.
    const turned = {
      ...each,
      weight: [
        [0, 1],
        [0, 0],
      ],
      bias: [0, 0],
    };
    expectNear((await weightsOf(turned, { operation: 'gating' })).values, [0.75, 0.5]);
  });

  it('pool by the maximum: the share of features that a token wins', async () => {
    const three = [
      [0, 5, 1, 1],
      [2, 6, 0, 3],
      [9, 0, 0, 2],
    ];
    expectNear((await weightsOf({ inputs: three }, { operation: 'max-pooling' })).values, [0.25, 0.5, 0.25]);
  });

  it('say what is missing, or fits nowhere', async () => {
    const element = await heatmapOf({ inputs }, { operation: 'gating' });
    expect(part(element, 'error').textContent).to.contain('weight');
    await change(element, { data: { ...first, 'other.weight': [[1, 1]] } as unknown as AttnHeatmap['data'] });
    expect(part(element, 'error').textContent).to.contain('fc.weight, other.weight');
    await change(element, { data: { inputs, weight: [[1, 2, 3]] } as unknown as AttnHeatmap['data'] });
    expect(part(element, 'error').textContent).to.contain('[width, width]');
  });
});
