import { expect } from '@open-wc/testing';
import { button, fileOf, heatmap, heatmapOf, part, press, stand } from './fixture.js';

const src = fileOf('translation-0.cross.json');

describe('axe finds nothing', () => {
  it('in one head', async () => {
    const element = await heatmap(`src="${src}" layer="0" head="1" heading="Translation"`);
    await press(element, 'ArrowDown', 'Enter');
    await expect(element).to.be.accessible();
  });

  it('in a grid of heads', async () => {
    await expect(await heatmap(`src="${src}"`)).to.be.accessible();
  });

  it('with the table and the menu open', async () => {
    const element = await heatmap(`src="${src}" layer="0" head="1"`);
    button(element, 'Show the numbers as a table').click();
    await element.ready;
    part<HTMLDetailsElement>(element, 'menu').open = true;
    await expect(element).to.be.accessible();
  });

  it('in a failure', async () => {
    await expect(await heatmap('src="data:text/plain,nothing"', '<p>a sentence</p>')).to.be.accessible();
  });

  it('in the dark', async () => {
    stand.style.cssText = 'width: 640px; color-scheme: dark; background: #121212; color: #eee';
    const element = await heatmapOf([[0.5, NaN, -Infinity]], { heading: 'Dark', layerNames: ['one'] });
    await expect(element).to.be.accessible();
    const failed = await heatmap('src="data:text/plain,nothing"');
    await expect(failed).to.be.accessible();
  });

  it('in Chinese', async () => {
    stand.lang = 'zh';
    await expect(await heatmap(`src="${src}"`)).to.be.accessible();
  });
});

describe('by touch', () => {
  it('every button is at least 24 pixels on each side', async () => {
    const element = await heatmap(`src="${src}"`);
    await press(element, 'Enter');
    part<HTMLDetailsElement>(element, 'menu').open = true;
    const targets = [...element.shadowRoot!.querySelectorAll('button, summary')].filter((one) => one.checkVisibility());
    expect(targets.length).to.be.above(5);
    for (const target of targets) {
      const { width, height } = target.getBoundingClientRect();
      expect(Math.min(width, height), target.textContent!.trim()).to.be.at.least(24);
    }
  });
});
