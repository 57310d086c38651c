import { expect } from '@open-wc/testing';
import { startTensorflow } from '../../../src/tfjs/index.js';
import {
  hidingMasks,
  mathDifferences,
  optionCases,
  packedDifferences,
  survivesUnseen,
} from '../../tfjs/against-math.js';

describe('attention on the webgl engine', () => {
  before(() => startTensorflow({ engine: 'webgl' }));

  for (const item of optionCases) {
    it(`agrees with core/math: ${item.name}`, async () => {
      for (const [name, off] of Object.entries(await mathDifferences(item))) {
        expect(off, name).to.be.below(name.startsWith('gradient') ? 2e-4 : 2e-5);
      }
    });
  }

  for (const score of ['scaled-dot', 'cosine'] as const) {
    it(`is the same over a packed array: ${score}`, async () => {
      for (const [name, off] of Object.entries(await packedDifferences(score))) expect(off, name).to.be.below(1e-5);
    });
  }

  for (const [name, mask] of Object.entries(hidingMasks)) {
    it(`asks nothing of what no query may attend to: ${name}`, async () => {
      expect(await survivesUnseen(mask)).to.equal(true);
    });
  }
});
