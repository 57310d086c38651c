import { expect } from '@open-wc/testing';
import {
  aloud,
  expectKept,
  expectMenu,
  expectPassed,
  expectTyped,
  focused,
  others,
} from '../../../../scripts/testing/page/keys.js';
import { activeCell, button, grid, mouse, press, readout, textOf, words } from './fixture.js';

const matrix = [
  [1, 0, 0],
  [0.5, 0.5, 0],
  [0.25, 0.25, 0.5],
];
const self = { attention: [matrix, matrix.map((row) => [...row].reverse())], tokens: ['a', 'b', 'c'] };
const moves = ['ArrowRight', 'ArrowDown', 'Home', 'End', 'PageDown', 'PageUp', 'n', 'p', ']', '[', 'Enter', ' '];

describe('keys', () => {
  it('that the figure takes do not reach the page, and any other do', async () => {
    const element = await textOf(self);
    await expectPassed(element, [...others, 'Escape']);
    await expectKept(element, [...moves, 'Escape']);
    await expectPassed(element, ['Escape']);
  });

  it('typed into its fields and buttons stay there', async () => {
    const element = await textOf(self);
    expect(element.shadowRoot!.querySelectorAll('select').length).to.equal(1);
    expectTyped(element);
    expectMenu(element);
  });

  it('keep the pair of words in the next head', async () => {
    const element = await textOf(self, { head: 0 });
    grid(element).focus();
    await press(element, 'ArrowDown', 'ArrowRight', ']');
    expect(activeCell(element)).to.equal('b (1) → b (1): 0.5');
    expect(element.head).to.equal(1);
  });

  it('leave the focus in the figure when a button turns off', async () => {
    const element = await textOf(self, { query: 1 });
    button(element, 'Forget the choice').focus();
    button(element, 'Forget the choice').click();
    await element.ready;
    expect(focused()).to.equal(grid(element));
  });
});

describe('aloud', () => {
  it('nothing is said of words that a pointer passes over', async () => {
    const element = await textOf(self, { head: 0 });
    for (const word of words(element)) {
      await mouse(element, word, 'pointermove');
      expect(readout(element)).to.contain('attends');
      expect(aloud(element)).to.equal('');
    }
  });

  it('what is chosen is said, of that word, and stays so while others are pointed at', async () => {
    const element = await textOf(self, { head: 0 });
    await press(element, 'ArrowRight', 'ArrowRight', 'Enter');
    const said = 'c (2) attends 50% to c (2), 25% to a (0), 25% to b (1)';
    expect(aloud(element)).to.equal(said);
    await mouse(element, words(element)[0], 'pointermove');
    expect(aloud(element)).to.equal(said);
    await press(element, 'Escape');
    expect(aloud(element)).to.equal('');
  });

  it('the figure is summed up by all of its words, whichever is pointed at', async () => {
    const element = await textOf(self, { head: 0 });
    const summary = () => element.shadowRoot!.querySelector('#summary')!.textContent;
    const whole = summary();
    await mouse(element, words(element)[0], 'pointermove');
    expect(summary()).to.equal(whole);
  });
});
