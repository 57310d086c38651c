import { expect } from '@open-wc/testing';
import { listen, quiet, stand } from '../../scripts/testing/page/fixture.js';
import { type Element, showOne } from './six.js';

/** Attention [6, 6] of a class token, 2 × 2 patches and a word. */
const attention = Array.from({ length: 6 }, (_, i) => Array.from({ length: 6 }, (_, j) => (i === j ? 0.5 : 0.1)));
const said = (element: Element) => element.shadowRoot!.textContent!.replace(/\s+/g, ' ');

/** An element with these attributes, as a page writes them. */
async function withAttributes(tag: string, data: object, attributes: Readonly<Record<string, string>>) {
  const element = document.createElement(tag) as unknown as Element;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  const failures = listen<{ message: string }>(element, 'attn-error');
  Object.assign(element, { data });
  stand.append(element);
  await element.ready;
  await quiet(element);
  return { element, failures };
}

describe('what stands where in a sequence, by attributes', () => {
  for (const tag of ['attn-heatmap', 'attn-links', 'attn-text']) {
    it(`names the patches of a picture: ${tag}`, async () => {
      const { element, failures } = await withAttributes(tag, { attention }, { span: '1 4', grid: '2 2' });
      expect(said(element)).to.contain('patch 0,0').and.to.contain('patch 1,1').and.not.to.contain('patch 2,');
      expect(failures).to.deep.equal([]);
      const other = await withAttributes(tag, { attention }, { span: '3 4', grid: '2 2' });
      expect(other.failures.map(({ message }) => message).join()).to.contain('segments reach beyond 6 queries');
    });

    it(`measures positions without words in a unit: ${tag}`, async () => {
      const given = { 'axis-unit': 's', 'axis-step': '0.5', 'axis-start': '1' };
      const { element, failures } = await withAttributes(tag, { attention }, given);
      expect(said(element)).to.contain('1.0 s').and.to.contain('3.5 s');
      expect(failures).to.deep.equal([]);
    });
  }

  it('is a picture where one is shown', async () => {
    const element = await showOne('attn-image', stand, {
      data: { attention },
      span: [1, 4],
      grid: [2, 2],
      classToken: null,
    });
    expect(said(element)).to.contain('patch row 1, column 1');
  });
});
