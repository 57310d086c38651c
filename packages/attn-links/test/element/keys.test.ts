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
import { activeCell, button, grid, linksOf, part, pointAt, press } from './fixture.js';

/** Two layers of two heads. */
const data = [0, 1].map((layer) => [0.25, 0.5].map((value) => [[value + layer / 8, 0.1, 0.1]]));
const moves = ['ArrowRight', 'ArrowDown', 'Home', 'End', 'PageDown', 'PageUp', 'n', 'p', ']', '[', 'Enter', ' '];

describe('keys', () => {
  it('that the figure takes do not reach the page, and any other do', async () => {
    const element = await linksOf(data);
    await expectPassed(element, [...others, 'Escape']);
    await expectKept(element, [...moves, 'Escape']);
  });

  it('typed into its fields and buttons stay there', async () => {
    const element = await linksOf(data, { controls: true });
    expect(element.shadowRoot!.querySelectorAll('input, select').length).to.be.above(1);
    expectTyped(element);
    expectMenu(element);
  });

  it('keep the token in another layer and other heads', async () => {
    const element = await linksOf(data);
    await press(element, 'ArrowRight', 'ArrowDown', ']');
    expect(activeCell(element)).to.contain('1 receives');
    const list = element.shadowRoot!.querySelector('select')!;
    list.selectedIndex = 1;
    list.dispatchEvent(new Event('change', { bubbles: true }));
    await element.ready;
    expect(activeCell(element)).to.contain('1 receives');
  });

  it('leave the focus in the figure when a button turns off', async () => {
    const element = await linksOf(data, { showHeads: [0] });
    button(element, 'All').focus();
    button(element, 'All').click();
    await element.ready;
    expect(button(element, 'All').disabled).to.equal(true);
    expect(focused()).to.equal(grid(element));
  });
});

it('nothing is said aloud of what a pointer passes over', async () => {
  const element = await linksOf(data);
  await pointAt(element, 'query', 0);
  expect(part(element, 'readout').textContent).to.contain('0 attends');
  expect(aloud(element)).to.equal('');
});
