import { expect } from '@open-wc/testing';
import type { AttnLinks } from '../../src/index.js';
import { grid, linesOf, linksOf, part, press, quiet, texts, until } from './fixture.js';

const COUNT = 2000;

/** Two heads over 2,000 tokens: one attends to the token itself, the other to the one a hundred before. */
function longText() {
  const values = new Float32Array(2 * COUNT * COUNT);
  for (let query = 0; query < COUNT; query++) {
    values[query * COUNT + query] = 1;
    values[(COUNT + query) * COUNT + Math.max(0, query - 100)] = 1;
  }
  return {
    attention: { data: values, shape: [2, COUNT, COUNT] },
    tokens: Array.from({ length: COUNT }, (_, i) => `w${i}`),
  };
}

const labels = (element: AttnLinks) => texts(element, '[part~=tokens] g:first-of-type .label');
const scroller = (element: AttnLinks) => element.shadowRoot!.querySelector<HTMLElement>('.scroller')!;

describe('two thousand tokens', () => {
  it('are seen through a window, and only what is in it exists', async () => {
    const element = await linksOf(longText());
    expect(labels(element).slice(0, 3)).to.deep.equal(['w0', 'w1', 'w2']);
    expect(labels(element).length).to.be.within(20, 40);
    expect(element.shadowRoot!.querySelectorAll('*').length).to.be.below(400);
    const { width, height } = part(element, 'canvas').getBoundingClientRect();
    expect(width * height).to.be.below(1e6);
    expect(element.getBoundingClientRect().height).to.be.below(1000);
    expect((await linesOf(element)).length).to.equal(2 * labels(element).length);
    expect(part(element, 'legend').textContent).to.contain('tokens 0 to 26 of 2,000 in view');
  });

  it('are scrolled', async () => {
    const element = await linksOf(longText());
    scroller(element).scrollTop = 24 * 1000;
    await until(() => labels(element)[0] === 'w1000', 'the window follows');
    scroller(element).scrollTop = 1e9;
    await until(() => labels(element).at(-1) === 'w1999', 'up to the last token');
  });

  it('come into view when the keyboard goes to them', async () => {
    const element = await linksOf(longText());
    await press(element, { key: 'End', ctrlKey: true });
    await quiet(element);
    expect(labels(element)).to.include('w1999');
    expect(scroller(element).scrollTop).to.equal(24 * COUNT - 640);
    await press(element, { key: 'Home', ctrlKey: true });
    await quiet(element);
    expect(labels(element)[0]).to.equal('w0');
    expect(grid(element).querySelectorAll('[role=gridcell]').length).to.be.below(10);
  });

  it('are told in a sentence where a line leaves the window', async () => {
    const element = await linksOf(longText(), { showHeads: [1] });
    for (let i = 0; i < 30; i++) await press(element, 'PageDown');
    await quiet(element);
    expect(part(element, 'readout').textContent).to.equal('w300 (300) attends 100% to w200 (200)');
    await press(element, 'ArrowRight');
    expect(part(element, 'readout').textContent).to.equal('w300 (300) receives 100% of w400 (400)');
  });

  it('along a line are seen through a window too', async () => {
    const element = await linksOf(longText(), { direction: 'horizontal' });
    expect(labels(element).length).to.be.below(60);
    await press(element, 'End');
    await quiet(element);
    expect(labels(element)).to.include('w1999');
    expect(scroller(element).scrollLeft).to.be.above(10_000);
  });
});

describe('another text', () => {
  it('is shown from its beginning', async () => {
    const element = await linksOf(longText());
    scroller(element).scrollTop = 24 * 1000;
    await until(() => labels(element)[0] === 'w1000', 'the window follows');
    element.data = { attention: [[0.5, 0.5]], query_tokens: ['q'], key_tokens: ['a', 'b'] };
    await quiet(element);
    expect(labels(element)).to.deep.equal(['q']);
    expect(scroller(element).scrollTop).to.equal(0);
  });
});
