import { expect } from '@open-wc/testing';
import { countListeners, countObservers } from '../../scripts/testing/page/leaks.js';
import { quiet, settle, stand, until } from '../../scripts/testing/page/fixture.js';
import { type Element, showOne, six } from './six.js';

/** A document of its own on the page, as empty as a window that was just opened. */
function frame(): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.style.cssText = `border: 0; width: 640px; height: 2400px`;
  stand.append(frame);
  bodyOf(frame).style.margin = '0';
  return frame;
}

const bodyOf = (frame: HTMLIFrameElement) => frame.contentDocument!.body;

/** Look of a figure: layout and styles of each of its elements. */
function look(element: Element): string[] {
  return Array.from(element.shadowRoot!.querySelectorAll('*:not(style)'), (node) => {
    const { display, position, color, fontSize, fontFamily, fill, stroke, visibility } = getComputedStyle(node);
    return [node.localName, display, position, color, fontSize, fontFamily, fill, stroke, visibility].join(' ');
  });
}

describe('an element in another document', () => {
  for (const tag of Object.keys(six)) {
    it(`looks as it did, there and back: ${tag}`, async () => {
      const element = await showOne(tag, stand);
      await quiet(element);
      const before = look(element);
      expect(before.length).to.be.above(10);
      bodyOf(frame()).append(element);
      await quiet(element);
      expect(element.ownerDocument === document).to.equal(false);
      expect(look(element)).to.deep.equal(before);
      stand.append(element);
      await quiet(element);
      expect(look(element)).to.deep.equal(before);
    });

    it(`looks the same where it was made for it: ${tag}`, async () => {
      const here = await showOne(tag, stand);
      await quiet(here);
      const place = frame();
      place.scrollIntoView();
      const there = await showOne(tag, bodyOf(place));
      await quiet(there);
      expect(look(there)).to.deep.equal(look(here));
    });

    it(`follows its width and its language: ${tag}`, async () => {
      const element = await showOne(tag, stand);
      const place = frame();
      bodyOf(place).append(element);
      await quiet(element);
      const english = element.shadowRoot!.textContent;
      place.contentDocument!.documentElement.lang = 'zh-Hans';
      await until(() => /[\u4e00-\u9fff]/.test(element.shadowRoot!.textContent!), 'it speaks Chinese');
      expect(element.shadowRoot!.textContent).not.to.equal(english);
      place.style.width = '300px';
      await settle(6);
      expect(element.offsetWidth).to.equal(300);
      for (const part of element.shadowRoot!.querySelectorAll('.plot, canvas, svg'))
        expect(part.getBoundingClientRect().right, part.localName).to.be.at.most(301);
    });

    it(`saves what it shows: ${tag}`, async () => {
      const element = await showOne(tag, stand);
      await quiet(element);
      const saved = () => (element as unknown as { toSVG(): Promise<string> }).toSVG();
      // How fast a trainer was is not the same from one to the next.
      const texts = (svg: string) =>
        Array.from(svg.matchAll(/<text[^>]*>([^<]*)</g), ([, text]) => text).filter((text) => !text.includes('second'));
      const before = texts(await saved());
      expect(before.length).to.be.above(3);
      bodyOf(frame()).append(element);
      await quiet(element);
      expect(texts(await saved())).to.deep.equal(before);
    });

    it(`leaves nothing watched in either: ${tag}`, async () => {
      const observers = countObservers();
      const listeners = countListeners();
      try {
        const element = await showOne(tag, stand);
        bodyOf(frame()).append(element);
        await quiet(element);
        element.remove();
        await settle();
        expect(observers.open()).to.deep.equal([]);
        expect(listeners.open()).to.deep.equal([]);
      } finally {
        observers.stop();
        listeners.stop();
      }
    });
  }

  it('measures its labels in the fonts of that document', async () => {
    const element = await showOne('attn-heatmap', stand);
    const place = frame();
    bodyOf(place).append(element);
    await quiet(element);
    const font = new FontFace(
      'Only there',
      `url(${new URL('../../node_modules/@fontsource-variable/noto-sans/files/noto-sans-latin-wght-normal.woff2', import.meta.url)})`,
    );
    place.contentDocument!.fonts.add(await font.load());
    element.style.setProperty('--attn-font', '"Only there"');
    await quiet(element);
    const labels = [...element.shadowRoot!.querySelectorAll<SVGTextElement>('text.label')];
    for (const label of labels) expect(label.getBBox().x + label.getBBox().width).to.be.at.least(0);
    expect(getComputedStyle(labels[0]).fontFamily).to.contain('Only there');
  });
});
