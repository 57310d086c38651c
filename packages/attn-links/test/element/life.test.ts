import { expect } from '@open-wc/testing';
import { countListeners, countObservers } from '../../../../scripts/testing/page/leaks.js';
import { change, dataOf, links, linksOf, nextFrame, part, quiet, stand, until } from './fixture.js';

const data = [
  [0.5, 0.5],
  [0.25, 0.75],
];

const inkOf = (element: HTMLElement) => {
  const canvas = element.shadowRoot!.querySelector('canvas');
  return !canvas || canvas.width === 0
    ? 0
    : canvas
        .getContext('2d')!
        .getImageData(0, 0, canvas.width, canvas.height)
        .data.filter((_, i) => i % 4 === 3)
        .filter(Boolean).length;
};

describe('an element', () => {
  it('that comes and goes leaves nothing behind', async () => {
    (await linksOf(data)).remove();
    const [listeners, observers] = [countListeners(), countObservers()];
    try {
      const element = document.createElement('attn-links');
      element.data = data;
      element.group = 'g';
      for (let i = 0; i < 50; i++) {
        stand.append(element);
        if (i % 10 === 0) await element.ready;
        if (i % 25 === 0) await nextFrame();
        element.remove();
      }
      await nextFrame();
      expect(observers.made()).to.be.above(50);
      expect(listeners.open()).to.deep.equal([]);
      expect(observers.open()).to.deep.equal([]);
    } finally {
      listeners.stop();
      observers.stop();
    }
  });

  it('that nobody touches costs nothing', async () => {
    await quiet(await linksOf(data));
    const request = globalThis.requestAnimationFrame;
    let asked = 0;
    globalThis.requestAnimationFrame = (callback) => {
      asked++;
      return request(callback);
    };
    for (let i = 0; i < 10; i++) await new Promise((resolve) => request(resolve));
    globalThis.requestAnimationFrame = request;
    expect(asked).to.equal(0);
  });

  it('that is made narrower stays inside of its room', async () => {
    const element = await links(`src="${dataOf('translation-0.cross.json')}"`);
    stand.style.width = '300px';
    await quiet(element);
    for (const label of element.shadowRoot!.querySelectorAll('[part~=tokens] text')) {
      const { left, right } = label.getBoundingClientRect();
      expect(left).to.be.at.least(0);
      expect(right).to.be.at.most(300);
    }
    expect(document.documentElement.scrollWidth).to.be.at.most(innerWidth);
  });

  it('of a height that the page fixes keeps it, from before the data to the table', async () => {
    const element = document.createElement('attn-links');
    element.style.cssText = 'height: 320px; margin: 0';
    stand.append(element);
    const heights = new Set([element.offsetHeight]);
    for (const source of [data, Array.from({ length: 60 }, () => Array(60).fill(1 / 60))]) {
      await change(element, { data: source });
      await quiet(element);
      heights.add(element.offsetHeight);
      expect(part(element, 'figure').offsetHeight).to.be.at.most(321);
    }
    expect([...heights]).to.deep.equal([320]);
  });

  it('does not change its height when a token is pointed at', async () => {
    const element = await links(`src="${dataOf('translation-0.cross.json')}"`);
    const before = element.offsetHeight;
    const { x, y } = part(element, 'tokens').querySelector('.label')!.getBoundingClientRect();
    const at = { clientX: x + 2, clientY: y + 2, bubbles: true, composed: true };
    element.shadowRoot!.querySelector('.view')!.dispatchEvent(new PointerEvent('pointermove', at));
    await element.ready;
    expect(part(element, 'readout').textContent).to.contain('attends');
    expect(element.offsetHeight).to.equal(before);
  });

  it('follows the theme of the page', async () => {
    stand.style.colorScheme = 'light';
    const element = await linksOf([data, data]);
    const colors = () =>
      Array.from(element.shadowRoot!.querySelectorAll('.switch rect'), (one) => one.getAttribute('fill'));
    const light = colors();
    stand.style.colorScheme = 'dark';
    await until(() => colors()[0] !== light[0], 'its colours change');
    expect(colors()[1]).not.to.equal(light[1]);
  });

  it('that is hidden when its data come is drawn once it is shown', async () => {
    stand.style.display = 'none';
    const element = await linksOf(data);
    stand.style.display = '';
    await until(() => inkOf(element) > 0, 'it is drawn');
  });
});
