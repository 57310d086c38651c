import { expect } from '@open-wc/testing';
import { memory } from '@tensorflow/tfjs-core';
import { startTensorflow } from '../../../src/tfjs/index.js';
import { attentionDifferences, Case, type Description, train } from '../../tfjs/cases.js';

const folder = '/attn-reference/';
const { cases } = (await (await fetch(`${folder}index.json`)).json()) as { cases: Description[] };

async function readCase(description: Description): Promise<Case> {
  const response = await fetch(folder + description.file);
  return Case.read(description, new Uint8Array(await response.arrayBuffer()));
}

describe('held to PyTorch on the webgl engine', () => {
  before(() => startTensorflow({ engine: 'webgl' }));

  for (const description of cases.filter(({ kind }) => kind === 'attention')) {
    it(description.file, async () => {
      const differences = await attentionDifferences(await readCase(description));
      expect(differences).to.have.property('weights');
      for (const [name, value] of Object.entries(differences)) {
        expect(value, name).to.be.below(name.startsWith('grad') ? 2e-4 : 2e-5);
      }
    });
  }

  for (const description of cases.filter(({ kind }) => kind.startsWith('train-'))) {
    it(`${description.file}: every step of the training`, async () => {
      const item = await readCase(description);
      const before = memory().numTensors;
      const { early, all, after } = await train(item);
      expect(early).to.be.below(1e-4);
      expect(all).to.be.below(1e-3);
      for (const [name, value] of Object.entries(after)) expect(value, name).to.be.below(5e-3);
      expect(memory().numTensors).to.equal(before);
    });
  }
});
