import { expect } from '@open-wc/testing';
import {
  aloud,
  expectKept,
  expectMenu,
  expectPassed,
  expectTyped,
  focused,
  others,
  send,
} from '../../../../scripts/testing/page/keys.js';
import type { AttnHeatmap } from '../../src/index.js';
import { activeCell, button, grid, heatmapOf, part, point, pointOf, press, stand } from './fixture.js';

const head = (value: number) => [
  [value, 1 - value, 0],
  [0, 0.25, 0.75],
];
/** Two layers of two heads. */
const heads = [
  [head(0.1), head(0.2)],
  [head(0.3), head(0.4)],
];
const readout = (element: AttnHeatmap) => part(element, 'readout').textContent!;
const all = ['ArrowRight', 'ArrowDown', 'Home', 'End', 'PageDown', 'PageUp', { key: 'End', ctrlKey: true }];

describe('a key that the figure takes', () => {
  it('does not reach the page, in a head and among heads', async () => {
    const single = await heatmapOf(heads, { layer: 0, head: 0 });
    await expectKept(single, [...all, 'n', 'p', ']', '[', 'Enter', ' ', 'Escape']);
    const many = await heatmapOf(heads);
    await expectKept(many, [...all, 'Enter', 'Escape']);
  });

  it('and any other does', async () => {
    const single = await heatmapOf(heads, { layer: 0, head: 0 });
    await expectPassed(single, [...others, 'Escape']);
    await expectPassed(await heatmapOf(heads), [...others, 'Escape', 'n', ']']);
  });

  it('closes no dialog around it, until there is nothing to let go', async () => {
    const dialog = document.createElement('dialog');
    stand.append(dialog);
    const element = await heatmapOf(heads);
    dialog.append(element);
    dialog.showModal();
    await press(element, 'Enter', 'Enter');
    await expectKept(element, ['Escape', 'Escape']);
    await expectPassed(element, ['Escape']);
  });

  it('typed into its fields stays there', async () => {
    const element = await heatmapOf({ queries: head(0.1), keys: head(0.2) }, { controls: true, layer: 0, head: 0 });
    expect(element.shadowRoot!.querySelectorAll('input, select').length).to.be.above(2);
    expectTyped(element);
    expectMenu(element);
  });

  it('that scrolls its table stays there', async () => {
    const element = await heatmapOf(heads, { layer: 0, head: 0 });
    button(element, 'Show the numbers as a table').click();
    await element.ready;
    expect(send(part(element, 'table'), 'PageDown')).to.deep.equal({ reached: false, taken: false });
    expect(send(part(element, 'table'), 'x').reached).to.equal(true);
  });

  it('of what the author wrote into it reaches the page', async () => {
    const element = await heatmapOf(heads, { layer: 0, head: 0 });
    element.innerHTML = '<span slot="caption"><a href="#x">more</a></span>';
    expect(send(element.querySelector('a')!, 'Enter').reached).to.equal(true);
  });
});

describe('the keyboard’s cell', () => {
  it('stays in the next head, and is read there', async () => {
    const element = await heatmapOf(heads, { layer: 0, head: 0 });
    await press(element, 'ArrowRight');
    expect(readout(element)).to.match(/: 0\.9$/);
    await press(element, ']');
    expect(activeCell(element)).to.match(/^0 → 1: 0\.8$/);
    expect(readout(element)).to.equal(activeCell(element));
    await press(element, ']', '[', '[');
    expect(activeCell(element)).to.match(/^0 → 1: 0\.9$/);
  });

  it('is the head that one came from, after Escape and after the button', async () => {
    const element = await heatmapOf(heads);
    await press(element, 'ArrowDown', 'ArrowRight');
    for (const back of [() => press(element, 'Escape'), async () => button(element, 'All heads').click()]) {
      await press(element, 'Enter', '[', ']', 'ArrowRight');
      expect(activeCell(element)).to.match(/^0 → 1: 0\.6$/);
      await back();
      await element.ready;
      expect(activeCell(element)).to.contain('Layer 1 · Head 1');
    }
  });

  it('is the first in other data', async () => {
    const element = await heatmapOf(heads, { layer: 0, head: 0 });
    await press(element, 'End');
    element.data = [head(0.5)] as never;
    await element.ready;
    expect(activeCell(element)).to.match(/^0 → 0: 0\.5$/);
  });
});

describe('the focus', () => {
  it('stays in the figure when the button that had it turns off', async () => {
    const element = await heatmapOf(heads, { layer: 1, head: 0 });
    button(element, 'Next head').focus();
    button(element, 'Next head').click();
    await element.ready;
    expect(button(element, 'Next head').disabled).to.equal(true);
    expect(focused()).to.equal(grid(element));
  });

  it('goes from a turner of the table to the table', async () => {
    const element = await heatmapOf(Array.from({ length: 60 }, () => [1]));
    button(element, 'Show the numbers as a table').click();
    await element.ready;
    const next = button(element, 'Queries: next');
    next.focus();
    next.click();
    await element.ready;
    expect(next.disabled).to.equal(true);
    expect(focused()).to.equal(part(element, 'table'));
  });
});

describe('aloud', () => {
  it('nothing is said of what a pointer passes over, in the figure and in its group', async () => {
    const element = await heatmapOf(heads, { group: 'aloud' });
    const linked = await heatmapOf(heads, { group: 'aloud', layer: 0, head: 0 });
    const before = aloud(element);
    await point(element, 'pointermove', pointOf(element, 3, 4, 4, 6));
    await linked.ready;
    expect(linked.head).to.equal(1);
    expect([aloud(element), aloud(linked)]).to.deep.equal([before, '']);
  });

  it('the head is said that a key opened', async () => {
    const element = await heatmapOf(heads, { layer: 0, head: 0 });
    await press(element, ']');
    expect(aloud(element)).to.equal('Layer 0 · Head 1');
  });
});
