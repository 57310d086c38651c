import { expect } from '@open-wc/testing';
import {
  aloud,
  expectKept,
  expectMenu,
  expectPassed,
  expectTyped,
  others,
} from '../../../../scripts/testing/page/keys.js';
import { activeCell, choose, imageOf, ladder, part, point, pointOf, press, readout } from './fixture.js';

const moves = ['ArrowRight', 'ArrowDown', 'Home', 'End', 'PageDown', 'PageUp', 'n', 'p', ']', '[', 'Enter', ' '];
const words = {
  attention: [
    [
      [0.1, 0.2, 0.3, 0.4],
      [0.4, 0.3, 0.2, 0.1],
    ],
    [
      [0.4, 0.3, 0.2, 0.1],
      [0.1, 0.2, 0.3, 0.4],
    ],
  ],
  query_tokens: ['cat', 'sat'],
};

describe('keys', () => {
  it('that the figure takes do not reach the page, and any other do', async () => {
    for (const data of [words, ladder]) {
      const element = await imageOf(data);
      await expectPassed(element, [...others, 'Escape']);
      await expectKept(element, [...moves, 'Escape']);
    }
  });

  it('typed into its fields and buttons stay there', async () => {
    const element = await imageOf(words, { controls: true });
    expect(element.shadowRoot!.querySelectorAll('input, select').length).to.be.above(3);
    expectTyped(element);
    expectMenu(element);
  });

  it('keep the patch in the next head', async () => {
    const element = await imageOf(words, { head: 0, query: 0 });
    await press(element, 'ArrowRight', ']');
    expect(activeCell(element)).to.equal('cat → patch row 0, column 1: 0.3');
    expect(element.head).to.equal(1);
  });
});

describe('aloud', () => {
  it('nothing is said of patches that a pointer passes over, and of leaving them', async () => {
    const element = await imageOf(words);
    await point(element, 'pointermove', pointOf(element, 1, 1, 2, 2));
    expect(readout(element)).to.contain('patch row 1, column 1');
    expect(aloud(element)).to.equal('');
    part(element, 'plot').dispatchEvent(new PointerEvent('pointerleave'));
    await element.ready;
    expect(aloud(element)).to.equal('');
  });

  it('the one that was chosen to look is said, with what it looks at', async () => {
    const element = await imageOf(words, { head: 0 });
    await choose(element, 'sat');
    expect(aloud(element)).to.match(/^sat attends most to patch row 0, column 0: 0\.4/);
  });
});
