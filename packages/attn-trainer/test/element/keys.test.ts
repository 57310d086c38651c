import { expect } from '@open-wc/testing';
import {
  aloud,
  expectKept,
  expectMenu,
  expectPassed,
  expectTyped,
  others,
} from '../../../../scripts/testing/page/keys.js';
import type { AttnTrainer } from '../../src/index.js';
import { part, quick, stand, trained } from './fixture.js';

const moves = ['ArrowRight', 'ArrowDown', 'Home', 'End', 'PageDown', 'PageUp', 'n', 'p', ']', '[', 'Enter', ' '];

describe('keys', () => {
  let element: AttnTrainer;

  before(async () => {
    element = stand({ ...quick, heads: 2 });
    await trained(element);
  });
  after(() => element.remove());

  it('that the figure takes do not reach the page, and any other do', async () => {
    await expectPassed(element, [...others, 'Escape']);
    await expectKept(element, [...moves, 'Escape']);
    await expectPassed(element, ['Escape']);
  });

  it('typed into its fields and buttons stay there', () => {
    expect(element.shadowRoot!.querySelectorAll('input, select').length).to.be.above(2);
    expectTyped(element);
    expectMenu(element);
  });

  it('nothing is said aloud of what a pointer passes over', async () => {
    const before = aloud(element);
    const tile = element.shadowRoot!.querySelector('.tokens .tile')!.getBoundingClientRect();
    const at = { clientX: tile.x + tile.width / 2, clientY: tile.y + tile.height / 2, bubbles: true };
    part(element, 'plot')!.dispatchEvent(new PointerEvent('pointermove', { ...at, pointerType: 'mouse' }));
    await element.updateComplete;
    expect(part(element, 'readout')!.classList.contains('value')).to.equal(true);
    expect(aloud(element)).to.equal(before);
  });
});
