import { expect } from '@open-wc/testing';
import '../../src/define.js';
import { part, showWith } from '../../../../scripts/testing/page/fixture.js';
import type { AttnText } from '../../src/index.js';

const ln3 = Math.log(3);
const data = {
  inputs: [
    [0, 0],
    [ln3, -ln3],
    [ln3, ln3],
  ],
  weight: [
    [1, 0],
    [0, 1],
  ],
  tokens: ['it', 'shines', 'brightly'],
};

/** Weights of the words, as the CSV has them. */
async function weightsOf(operation: AttnText['operation']): Promise<number[]> {
  const element = await showWith<AttnText>('attn-text', { data: data as unknown as AttnText['data'], operation });
  const [, ...rows] = (await element.toCSV()).trim().split(/\r?\n/);
  return rows.map((row) => Number(row.split(',').at(-1)));
}

describe('operations as saliency of words', () => {
  it('are the mean of the gates of a word, and the share of features that it wins', async () => {
    const gates = await weightsOf('gating');
    // σ(±ln 3) = 0.75 and 0.25.
    [0.5, 0.5, 0.75].forEach((gate, at) => expect(gates[at]).to.be.closeTo(gate, 1e-6));
    expect(await weightsOf('max-pooling')).to.deep.equal([0, 0.5, 0.5]);
  });

  it('refuse weights of features', async () => {
    const element = await showWith<AttnText>('attn-text', {
      data: data as unknown as AttnText['data'],
      operation: 'attention-layer',
    });
    expect(part(element, 'error').textContent).to.contain('gating');
  });
});
