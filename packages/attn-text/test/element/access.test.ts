import { expect } from '@open-wc/testing';
import type { AttnText } from '../../src/index.js';
import { button, change, dataOf, mouse, part, press, stand, strengths, textElement, textOf, words } from './fixture.js';

const document_ = {
  tokens: [
    ['very', 'good'],
    ['the', 'room'],
  ],
  word_weights: [
    [0.25, 0.75],
    [0.5, 0.5],
  ],
  sentence_weights: [0.8, 0.2],
};
const src = dataOf('translation-0.cross.json');

describe('axe finds nothing', () => {
  it('in two texts, with a word chosen and one pointed at', async () => {
    const element = await textElement(`src="${src}" layer="1" head="2" heading="Translation" query="3"`);
    await mouse(element, words(element, 'key')[2], 'pointermove');
    await expect(element).to.be.accessible();
  });

  it('at the keyboard, with the table and the menu open', async () => {
    const element = await textElement(`src="${src}" layer="1" head="2"`);
    await press(element, 'ArrowDown', 'Enter');
    button(element, 'Show the numbers as a table').click();
    await element.ready;
    part<HTMLDetailsElement>(element, 'menu').open = true;
    await expect(element).to.be.accessible();
  });

  it('in a document, a vector with all that may be in it, and a failure', async () => {
    await expect(await textOf(document_, { heading: 'Review' })).to.be.accessible();
    const signed = { attention: [0.5, -0.5, null], tokens: ['a', 'b', 'c'] };
    await expect(await textOf(signed)).to.be.accessible();
    await expect(await textElement('src="data:text/plain,nothing"', '<p>a sentence</p>')).to.be.accessible();
  });

  it('in the dark, and in Chinese', async () => {
    stand.style.cssText = 'width: 640px; color-scheme: dark; background: #121212; color: #eee';
    stand.lang = 'zh';
    await expect(await textElement(`src="${src}" layer="1" head="2" query="3"`)).to.be.accessible();
    await expect(await textOf(document_)).to.be.accessible();
  });
});

/** Linear light of an sRGB byte. */
const light = (byte: number) => (byte <= 10.31 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4);
const luminance = ([r, g, b]: number[]) => 0.2126 * light(r) + 0.7152 * light(g) + 0.0722 * light(b);

/** A CSS colour painted over an opaque one, as bytes. */
function over(color: string, behind: string): number[] {
  const context = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d')!;
  for (const fill of [behind, color]) {
    context.fillStyle = fill;
    context.fillRect(0, 0, 1, 1);
  }
  return [...context.getImageData(0, 0, 1, 1).data];
}

/** Contrast of a word with what is behind it, as WCAG 2 defines it. */
function contrast(word: Element, page: string): number {
  const { color, backgroundColor } = getComputedStyle(word);
  const back = over(backgroundColor, page);
  const [low, high] = [luminance(over(color, `rgb(${back.slice(0, 3)})`)), luminance(back)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

describe('words stay readable', () => {
  const weights = Array.from({ length: 21 }, (_, at) => at / 20);
  const data = {
    attention: [...weights, ...weights.map((weight) => -weight)],
    tokens: [...weights, ...weights].map(String),
  };

  for (const [scheme, page, color] of [
    ['light', '#ffffff', '#222222'],
    ['light', '#ffffff', '#505050'],
    ['light', '#faf6ee', '#1a1a1a'],
    ['dark', '#121212', '#eeeeee'],
    ['dark', '#121212', '#c0c0c0'],
    ['dark', '#000000', '#dddddd'],
  ]) {
    it(`at every weight, in ${color} on ${page}`, async () => {
      stand.style.cssText = `width: 640px; color-scheme: ${scheme}; background: ${page}; color: ${color}`;
      const element = await textOf(data);
      const least = Math.min(...words(element).map((word) => contrast(word, page)));
      expect(new Set(strengths(element)).size).to.equal(21);
      expect(least).to.be.at.least(4.5);
    });
  }

  it('with an underline that grows with the weight', async () => {
    const element = await textOf({ attention: [0, 0.1, 0.3, 0.55, 0.8, 1], tokens: ['a', 'b', 'c', 'd', 'e', 'f'] });
    const lines = words(element).map((word) => Number.parseFloat(getComputedStyle(word).borderBottomWidth));
    expect(lines).to.deep.equal([0, 0, 1, 2, 3, 4]);
  });
});

describe('by touch', () => {
  it('every button, chooser and word is at least 24 pixels high', async () => {
    const element = await textElement(`src="${src}" layer="1"`);
    part<HTMLDetailsElement>(element, 'menu').open = true;
    const targets = [...element.shadowRoot!.querySelectorAll('button, summary, select, .text .word')];
    const seen = targets.filter((one) => one.checkVisibility({ visibilityProperty: true }));
    expect(seen.length).to.be.above(20);
    for (const one of seen) expect(one.getBoundingClientRect().height, one.textContent!).to.be.at.least(24);
  });
});

describe('the figure', () => {
  it('keeps its size whatever is pointed at or chosen', async () => {
    const element = await textElement(`src="${dataOf('story.safetensors')}"`);
    const height = element.offsetHeight;
    for (const at of [0, 20, 63]) {
      await mouse(element, words(element)[at], 'pointermove');
      expect(element.offsetHeight).to.equal(height);
      await mouse(element, words(element)[at], 'click');
      expect(element.offsetHeight).to.equal(height);
    }
  });

  it('is its text where it is copied', async () => {
    const element: AttnText = await textOf({
      attention: [0.1, 0.2, 0.3, 0.4, 0.5],
      tokens: ['The', 'Ġtoken', 'izer', 'Ċ', 'Ends'],
    });
    const [text] = element.shadowRoot!.querySelectorAll('.text');
    expect(text.textContent).to.equal('The tokenizer\nEnds');
    await change(element, { pieces: 'none' });
    expect(element.shadowRoot!.querySelector('.text')!.textContent).to.equal('The tokenizer\nEnds');
  });
});
