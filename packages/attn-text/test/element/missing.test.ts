import { expect } from '@open-wc/testing';
import { strengths, textOf } from './fixture.js';

describe('queries that are padding', () => {
  it('take no part in the mean, and are said to be left out', async () => {
    // numpy.nanmean(attention, 0) is [0.6, 0.3, 0.1]; null is NaN.
    const attention = [
      [0.8, 0.1, 0.1],
      [0.4, 0.5, 0.1],
      [null, null, null],
    ];
    const element = await textOf({ attention, tokens: ['a', 'b', '[PAD]'] });
    const shades = strengths(element);
    expect(shades[1] / shades[0]).to.be.closeTo(0.5, 2e-3);
    expect(element.shadowRoot!.querySelector('.remarks')!.textContent).to.equal(
      'Note: 1 of 3 queries left out: not a number.',
    );
    element.query = 0;
    await element.ready;
    expect(element.shadowRoot!.querySelector('.remarks')).to.equal(null);
  });
});
