import { expect } from '@open-wc/testing';
import { button, change, dataOf, links, linksOf, part, pointAt, press, stand, texts } from './fixture.js';

const src = `src="${dataOf('translation-0.cross.json')}"`;

describe('axe finds nothing', () => {
  it('in a figure that is read', async () => {
    const element = await links(`${src} heading="Translation" controls`);
    await press(element, 'ArrowDown', 'Enter');
    await expect(element).to.be.accessible();
  });

  it('in a window of a longer text, and along a line', async () => {
    const data = Array.from({ length: 60 }, (_, i) => Array.from({ length: 60 }, (_, j) => Number(i === j)));
    await expect(await linksOf(data)).to.be.accessible();
    await expect(await linksOf(data, { direction: 'horizontal' })).to.be.accessible();
  });

  it('with heads switched off, the table and the menu open', async () => {
    const element = await links(`${src} show-heads="0 2"`);
    button(element, 'Show the numbers as a table').click();
    await element.ready;
    part<HTMLDetailsElement>(element, 'menu').open = true;
    await expect(element).to.be.accessible();
  });

  it('in a failure', async () => {
    await expect(await links('src="data:text/plain,nothing"', '<p>a sentence</p>')).to.be.accessible();
  });

  it('in the dark', async () => {
    stand.style.cssText = 'width: 640px; color-scheme: dark; background: #121212; color: #eee';
    await expect(await links(`${src} heading="Dark" controls show-heads="1"`)).to.be.accessible();
  });

  it('in Chinese', async () => {
    stand.lang = 'zh';
    await expect(await links(`${src} controls`)).to.be.accessible();
  });
});

describe('by touch', () => {
  it('every button and every token is at least 24 pixels on each side', async () => {
    const element = await links(src);
    part<HTMLDetailsElement>(element, 'menu').open = true;
    const targets = [...element.shadowRoot!.querySelectorAll('button, summary, select')];
    expect(targets.filter((one) => one.checkVisibility()).length).to.be.above(8);
    for (const target of targets) {
      const { width, height } = target.getBoundingClientRect();
      expect(Math.min(width, height), target.textContent!.trim()).to.be.at.least(24);
    }
    const places = [...part(element, 'tokens').querySelectorAll('g:first-of-type .label')].map(
      (label) => label.getBoundingClientRect().y,
    );
    for (let i = 1; i < places.length; i++) expect(places[i] - places[i - 1]).to.be.at.least(23.9);
  });

  it('a finger that moves scrolls, and one that taps chooses', async () => {
    const element = await links(src);
    const before = part(element, 'readout').textContent;
    const label = part(element, 'tokens').querySelector('.label')!.getBoundingClientRect();
    const at = { clientX: label.x + 2, clientY: label.y + 2, bubbles: true, composed: true };
    const view = element.shadowRoot!.querySelector('.view')!;
    view.dispatchEvent(new PointerEvent('pointermove', { ...at, pointerType: 'touch' }));
    await element.ready;
    expect(part(element, 'readout').textContent).to.equal(before);
    view.dispatchEvent(new PointerEvent('click', { ...at, pointerType: 'touch' }));
    await element.ready;
    expect(part(element, 'readout').textContent).to.contain('attends');
  });
});

describe('in Chinese', () => {
  for (const [lang, name, sentence] of [
    ['zh-Hans', '头 1', '只画合计达到 70% 的最少几个键'],
    ['zh-Hant', '頭 1', '只畫合計達到 70% 的最少幾個鍵'],
  ]) {
    it(`${lang}, all is said in it`, async () => {
      stand.lang = lang;
      const element = await links(`${src} layer="1" controls`);
      expect(button(element, name).checkVisibility()).to.equal(true);
      expect(part(element, 'legend').textContent).to.contain(sentence);
      await pointAt(element, 'query', 0);
      const said = element.shadowRoot!.querySelector('.frame')!.textContent!;
      expect(said).not.to.match(/attends|Queries|Keys|Head|Layer|mean of/);
      expect(part(element, 'readout').textContent).to.match(/注意力：[\d.]+% [给給] .*（4 [个個][头頭]的平均）$/);
    });
  }
});

describe('a failure', () => {
  it('is said in a sentence, and what stands between the tags stays', async () => {
    const element = await links('src="/nothing/here.json"', '<p>in words</p>');
    expect(part(element, 'error').textContent).to.contain('/nothing/here.json');
    expect(element.querySelector('p')!.checkVisibility()).to.equal(true);
  });

  it('of a head that is not there goes with the next that is', async () => {
    const element = await links(`${src} head="9"`);
    expect(part(element, 'error').textContent).to.contain('There is no layer 0, head 9');
    await change(element, { head: 1 });
    expect(element.shadowRoot!.querySelector('[part~=error]')).to.equal(null);
    expect(texts(element, '[part~=tokens] .label').length).to.be.above(5);
  });
});
