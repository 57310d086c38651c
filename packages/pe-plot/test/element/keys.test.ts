import { expect } from '@open-wc/testing';
import {
  aloud,
  expectKept,
  expectMenu,
  expectPassed,
  expectTyped,
  others,
} from '../../../../scripts/testing/page/keys.js';
import { activeCell, cellAt, part, plot, plotOf, point, press } from './fixture.js';

const moves = ['ArrowRight', 'ArrowDown', 'Home', 'End', 'PageDown', 'PageUp', 'n', 'p', 'Enter', ' ', 'Escape'];

describe('keys', () => {
  it('that the figure takes do not reach the page, and any other do', async () => {
    const element = await plot('view="heatmap" length="12" d-model="4"');
    await expectPassed(element, [...others, 'Escape', ']', '[']);
    await expectKept(element, moves);
    const curves = await plot('view="curves" length="12" d-model="4"');
    await expectPassed(curves, [...others, 'n', 'p', 'Escape']);
  });

  it('typed into its fields and buttons stay there', async () => {
    const element = await plot('kind="rotary" controls');
    expect(element.shadowRoot!.querySelectorAll('input, select').length).to.be.above(4);
    expectTyped(element);
    expectMenu(element);
  });

  it('name the value whose colour is seen, where many share a pixel', async () => {
    const data = Array.from({ length: 400 }, (_, row) => [row === 201 ? 0.9 : 0.001 * row, 0]);
    const element = await plotOf({ kind: 'learned', data, view: 'heatmap', height: 160 });
    await element.select({ row: 200, column: 0 });
    await press(element, 'ArrowUp', 'ArrowDown');
    expect(activeCell(element)).to.equal(
      'position 200, dimension 0: 0.2 = PE[200, 0]; the colour is that of position 201, dimension 0: 0.9, the largest under a pixel',
    );
    await press(element, 'ArrowDown');
    expect(activeCell(element)).to.equal('position 201, dimension 0: 0.9 = PE[201, 0]');
  });

  it('keep the value in the next part of the figure', async () => {
    const element = await plot('compare="sinusoidal rotary" view="similarity" length="6" d-model="4"');
    await press(element, 'ArrowRight', 'ArrowDown');
    const cell = activeCell(element)
      .replace(/^.* · /, '')
      .replace(/: .*/s, '');
    await expectKept(element, [']', '[', ']']);
    expect(activeCell(element)).to.contain('rotary');
    expect(activeCell(element)).to.contain(cell);
    await expectPassed(element, [']']);
  });
});

it('nothing is said aloud of what a pointer passes over', async () => {
  const element = await plot('view="heatmap" length="3" d-model="4" base="100"');
  await point(element, 'pointermove', cellAt(element, 2, 3, 3, 4));
  expect(part(element, 'readout').textContent).to.contain('0.9801');
  expect(aloud(element)).to.equal('');
});
