import { expect } from '@open-wc/testing';
import { stand } from '../../scripts/testing/page/fixture.js';
import { type Element as One, showOne, six } from './six.js';

type Element = One & { toSVG(): Promise<string> };

const show = (tag: string, properties: object) => showOne(tag, stand, properties) as Promise<Element>;

const seen = (element: Element, selector: string) =>
  Array.from(element.shadowRoot!.querySelectorAll<HTMLElement>(selector)).some((part) => part.checkVisibility());
const around = ['.toolbar', '[part~=readout]', '.legend'];

describe('bare', () => {
  for (const tag of Object.keys(six)) {
    it(`leaves <${tag}> its picture and labels, on the page and in files`, async () => {
      const whole = await show(tag, { heading: 'One of several' });
      const shown = around.filter((selector) => seen(whole, selector));
      expect(shown).to.include('.toolbar');
      const [height, other, hasPlot] = [whole.offsetHeight, await whole.toSVG(), seen(whole, '.plot')];
      whole.remove();
      const bare = await show(tag, { heading: 'One of several', bare: true });
      for (const selector of around) expect(seen(bare, selector), selector).to.equal(false);
      expect(seen(bare, '.plot'), 'the plot').to.equal(hasPlot);
      expect(seen(bare, '.heading'), 'the heading').to.equal(true);
      expect(bare.offsetHeight).to.be.below(height);
      const file = await bare.toSVG();
      expect(file).to.contain('One of several');
      if (shown.includes('.legend')) expect(file.length, 'the file').to.be.below(other.length);
      // It comes back as it was.
      Object.assign(bare, { bare: false });
      await bare.ready;
      for (const selector of shown) expect(seen(bare, selector), `${selector} again`).to.equal(true);
    });
  }

  it('leaves a picture no choice of who looks', async () => {
    const attention = [
      [0.5, 0.2, 0.2, 0.1],
      [0.1, 0.2, 0.2, 0.5],
    ];
    const data = { attention, query_tokens: ['cat', 'sat'] };
    const element = await show('attn-image', { data, grid: '2x2', classToken: 0, bare: true });
    expect(seen(element, '.others')).to.equal(false);
    Object.assign(element, { bare: false });
    await element.ready;
    expect(seen(element, '.others')).to.equal(true);
  });

  it('takes no room above a picture without a heading', async () => {
    const element = await show('attn-heatmap', { bare: true });
    expect(seen(element, '.head')).to.equal(false);
  });
});
