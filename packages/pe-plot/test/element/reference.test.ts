import { expect } from '@open-wc/testing';
import { distance, readExpectations, WITHIN } from '../reference/cases.js';
import { isDrawn, plotOf, shownValues } from './fixture.js';

const expectations = await readExpectations(async (name) => {
  const answer = await fetch(`/attn-reference/${name}`);
  if (!answer.ok) throw new Error(`${name}: HTTP ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
});

describe('the values of the reference, shown by the element', () => {
  if (expectations.length === 0) it.skip('(skipped: the folder of ATTN_REFERENCE_DIR has none)');
  for (const { name, kind, settings, view, dimensions, values } of expectations) {
    it(name, async () => {
      const element = await plotOf({ kind, view, dimensions, ...settings });
      expect(isDrawn(element)).to.equal(true);
      expect(distance(await shownValues(element), values)).to.be.below(WITHIN);
    });
  }
});
