import { expect } from '@open-wc/testing';
import { button, colored, demo, image, imageOf, ladder, part, press, stand } from './fixture.js';

const lake = `src="${demo('lake-patches.f16.npz')}" grid="10 16" image="${demo('lake.png')}"`;

describe('axe finds nothing', () => {
  it('in a picture with everything', async () => {
    const element = await image(`${lake} heading="A lake" controls`);
    await press(element, 'ArrowDown', 'Enter');
    await expect(element).to.be.accessible();
  });

  it('where words look, with the table and the menu open', async () => {
    const element = await image(
      `src="${demo('lake-words.json')}" grid="10 16"`,
      '<img src="/stories/article/data/lake.png" alt="A lake">',
    );
    button(element, 'Show the numbers as a table').click();
    await element.ready;
    part<HTMLDetailsElement>(element, 'menu').open = true;
    await expect(element).to.be.accessible();
  });

  it('in lines, and in lists of many', async () => {
    await expect(await imageOf(ladder, { overlay: 'contour', image: colored('teal') })).to.be.accessible();
    const attention = Array.from({ length: 100 }, () => [0.1, 0.2, 0.3, 0.4]);
    await expect(await imageOf({ attention }, { overlay: 'outline' })).to.be.accessible();
  });

  it('in failures', async () => {
    await expect(await imageOf([0.1, 0.2, 0.3], { grid: [2, 2] })).to.be.accessible();
    await expect(await imageOf(ladder, { image: 'data:image/png,nothing' })).to.be.accessible();
  });

  it('in the dark', async () => {
    stand.style.cssText = 'width: 640px; color-scheme: dark; background: #121212; color: #eee';
    await expect(await imageOf(ladder, { heading: 'Dark', controls: true })).to.be.accessible();
  });

  it('in Chinese', async () => {
    stand.lang = 'zh';
    await expect(await image(`${lake} controls`)).to.be.accessible();
  });
});

it('every target is at least 24 pixels on each side', async () => {
  const element = await image(`${lake} controls`);
  part<HTMLDetailsElement>(element, 'menu').open = true;
  const found = element.shadowRoot!.querySelectorAll('button, summary, select, .other, .live label');
  const targets = [...found].filter((one) => one.checkVisibility());
  expect(targets.length).to.be.above(8);
  for (const target of targets) {
    const { width, height } = target.getBoundingClientRect();
    expect(Math.min(width, height), target.textContent!.trim()).to.be.at.least(24);
  }
});

it('the choice of who looks works as radio buttons do', async () => {
  const element = await image(`src="${demo('lake-words.json')}" grid="10 16"`);
  const inputs = [...element.shadowRoot!.querySelectorAll<HTMLInputElement>('.others input')];
  expect(new Set(inputs.map(({ type, name }) => `${type} ${name}`)).size).to.equal(1);
  expect(inputs.filter(({ checked }) => checked)).to.have.length(1);
  expect(part(element, 'queries').querySelector('legend')!.textContent).to.equal('Query');
});
