import { expect } from '@open-wc/testing';
import { button, grid, part, plot, plotOf, press, stand } from './fixture.js';

describe('axe finds nothing', () => {
  for (const attributes of [
    '',
    'view="heatmap" heading="A table"',
    'view="wavelengths" trained="64"',
    'kind="rotary"',
    'kind="alibi"',
    'kind="t5" view="kernel"',
    'compare="sinusoidal rotary alibi"',
    'kind="rotary" scaling="yarn" controls',
    'kind="t5" controls bidirectional',
  ]) {
    it(`in <pe-plot ${attributes}>`, async () => {
      const element = await plot(attributes);
      await press(element, 'ArrowDown', 'ArrowRight', 'Enter');
      await expect(element).to.be.accessible();
    });
  }

  it('with the table and the menu open', async () => {
    const element = await plot('view="heatmap" length="12"');
    button(element, 'Show the numbers as a table').click();
    await element.ready;
    part<HTMLDetailsElement>(element, 'menu').open = true;
    await expect(element).to.be.accessible();
  });

  it('in a failure', async () => {
    await expect(await plot('base="0"', '<p>a sentence</p>')).to.be.accessible();
    await expect(await plot('base="0" controls', '<p>a sentence</p>')).to.be.accessible();
  });

  it('in the dark', async () => {
    stand.style.cssText = 'width: 640px; color-scheme: dark; background: #121212; color: #eee';
    for (const attributes of [
      'overlaid',
      'kind="rotary" controls',
      'kind="alibi"',
      'base="0"',
      'trained="20" overlaid',
    ]) {
      await expect(await plot(attributes)).to.be.accessible();
    }
  });

  it('in Chinese', async () => {
    stand.lang = 'zh';
    await expect(await plot('kind="rotary" controls')).to.be.accessible();
  });

  it('in a learned table with holes', async () => {
    await expect(
      await plotOf({
        kind: 'learned',
        data: [
          [NaN, 1],
          [2, 3],
          [4, 5],
        ],
      }),
    ).to.be.accessible();
  });
});

describe('by touch', () => {
  it('every button and field is at least 24 pixels high and wide', async () => {
    const element = await plot('kind="rotary" scaling="yarn" controls');
    part<HTMLDetailsElement>(element, 'menu').open = true;
    const targets = [...element.shadowRoot!.querySelectorAll('button, summary, select, input')].filter((one) =>
      one.checkVisibility(),
    );
    expect(targets.length).to.be.above(12);
    for (const target of targets) {
      const { width, height } = target.getBoundingClientRect();
      const name = target.getAttribute('aria-label') ?? target.closest('label')?.textContent ?? target.textContent;
      expect(
        Math.min(width, height),
        `${target.localName} ${(target as HTMLInputElement).type ?? ''} ${name}`,
      ).to.be.at.least(24);
    }
  });

  it('a finger that scrolls reads nothing, and one that taps does', async () => {
    const element = await plot('view="heatmap" length="8"');
    const frame = element.shadowRoot!.querySelector('.frame-line')!.getBoundingClientRect();
    const at = { clientX: frame.x + 5, clientY: frame.y + 5, bubbles: true, composed: true };
    const readout = part(element, 'readout');
    grid(element).dispatchEvent(new PointerEvent('pointermove', { ...at, pointerType: 'touch' }));
    await element.ready;
    expect(readout.textContent).to.contain('tap it');
    grid(element).dispatchEvent(new PointerEvent('click', { ...at, pointerType: 'touch' }));
    await element.ready;
    expect(readout.textContent).to.contain('position 0');
  });
});
