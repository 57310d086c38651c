import { expect } from '@open-wc/testing';
import { quiet, stand } from '../../scripts/testing/page/fixture.js';
import { type Element, showOne, six } from './six.js';

/** Styles that pages set around a figure, or on everything, and mean for their own texts. */
const pages: Readonly<Record<string, string>> = {
  'text-transform': 'main { text-transform: uppercase }',
  'letter-spacing': 'main { letter-spacing: 0.4em }',
  'word-spacing': 'main { word-spacing: 2em }',
  'text-indent': 'main { text-indent: 3em }',
  'font-variant': 'main { font-variant: small-caps; font-feature-settings: "smcp"; font-stretch: condensed }',
  'line-height': 'main * { line-height: 3 }',
  'text-align': 'main * { text-align: end; text-align-last: justify }',
  'white-space': 'main { white-space: pre; word-break: break-all; tab-size: 2 }',
  'text-shadow':
    'main { text-shadow: 2px 2px red; -webkit-text-stroke: 2px red; -webkit-text-fill-color: transparent }',
  'a reset of everything': '* { all: unset } html, body, main { display: block } head, script, style { display: none }',
  'a reset of fonts': '* { font: inherit; letter-spacing: 0.2em; text-transform: uppercase }',
  italics: 'main * { font-style: italic; font-weight: 700 }',
};

const looks = [
  'text-transform letter-spacing word-spacing text-indent font-variant font-feature-settings font-stretch line-height',
  'text-align text-align-last white-space word-break text-shadow font-family font-style font-weight writing-mode visibility',
  'opacity -webkit-text-fill-color -webkit-text-stroke-width color display',
]
  .join(' ')
  .split(' ');

/** Every text of a figure, with what it looks like and whether it is seen. */
function texts(element: Element): string[] {
  const found: string[] = [];
  const walker = document.createTreeWalker(element.shadowRoot!, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement!;
    if (!node.textContent!.trim() || !parent.closest('.figure')) continue;
    const style = getComputedStyle(parent);
    const isSeen = parent.checkVisibility() && parent.getBoundingClientRect().width > 0;
    // How fast a trainer was is not the same from one to the next.
    const text = node.textContent!.trim().replace(/[\d,]+ examples/, 'so many examples');
    // A hint is seen by who points at its figure, as the pointer of a test may or may not.
    const isHint = parent.matches('[part=readout]');
    const look = (name: string) => (isHint && name === 'visibility' ? '' : style.getPropertyValue(name));
    found.push([text, isHint || isSeen, ...looks.map(look)].join(' | '));
  }
  return found;
}

/** Styles of the page, until the test is over. */
function style(text: string): void {
  const sheet = document.createElement('style');
  sheet.textContent = text;
  document.head.append(sheet);
}

describe('the styles of a page', () => {
  for (const tag of Object.keys(six)) {
    for (const [name, text] of Object.entries(pages)) {
      it(`leave texts as they are: ${name}, ${tag}`, async () => {
        const element = await showOne(tag, stand);
        await quiet(element);
        const before = texts(element);
        expect(before.length).to.be.above(5);
        element.remove();
        style(text);
        // What takes a figure's share of the page's size away gives it all of that.
        if (/font: inherit|all: unset/.test(text)) stand.style.fontSize = '14px';
        const other = await showOne(tag, stand);
        await quiet(other);
        expect(texts(other)).to.deep.equal(before);
      });
    }

    it(`leave it upright in lines that run down: ${tag}`, async () => {
      style('main { writing-mode: vertical-rl; height: 500px }');
      const element = await showOne(tag, stand);
      await quiet(element);
      const shown = texts(element);
      expect(shown.length).to.be.above(5);
      for (const text of shown) expect(text).to.contain('horizontal-tb');
      expect(element.getBoundingClientRect().width).to.be.above(200);
    });
  }
});
