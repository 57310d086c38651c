import { expect } from '@open-wc/testing';
import { quiet, stand, until } from '../../scripts/testing/page/fixture.js';
import { showOne, six } from './six.js';

/** Sizes of the texts of a figure in pixels, by what they are. */
const sizesIn = (element: Element): Record<string, number> => {
  const found: Record<string, number> = {};
  for (const text of element.shadowRoot!.querySelectorAll(
    '.figure, .readout, .legend, .plot svg text, .legend text, button',
  )) {
    const name = `${text.localName}.${text.getAttribute('class') ?? ''}`;
    found[name] = Number.parseFloat(getComputedStyle(text).fontSize);
  }
  return found;
};

describe('the text of a figure', () => {
  for (const tag of Object.keys(six)) {
    it(`is as large as the page's asks for: ${tag}`, async () => {
      stand.style.fontSize = '16px';
      const element = await showOne(tag, stand);
      await quiet(element);
      const before = sizesIn(element);
      expect(before['div.figure'] ?? Object.values(before)[0]).to.be.within(12, 14);
      stand.style.fontSize = '32px';
      (element as unknown as { requestUpdate(): void }).requestUpdate();
      await until(() => Object.values(sizesIn(element)).every((size) => size >= 22), 'it has grown');
      await quiet(element);
      const after = sizesIn(element);
      for (const [name, size] of Object.entries(before)) {
        if (name in after) expect(after[name], name).to.be.closeTo(2 * size, 0.1);
      }
      stand.style.fontSize = '';
    });
  }
});
