import { expect } from '@open-wc/testing';
import type { ValueDetail } from '../../src/index.js';
import { cellAt, frames, grid, listen, part, plot, point, pointIn, press, stand } from './fixture.js';

const nothing: ValueDetail = { kind: null, row: null, column: null, rowName: null, columnName: null, value: null };
const heatmap = 'view="heatmap" length="3" d-model="4" base="100"';
/** Position 2, column 3 of that table: 100^(2/4) = 10. */
const far: ValueDetail = {
  kind: 'sinusoidal',
  row: 2,
  column: 3,
  rowName: '2',
  columnName: '3',
  value: Math.fround(Math.cos(0.2)),
};

describe('reading by pointer', () => {
  it('tells of a cell with its exact value, once, and of leaving', async () => {
    const element = await plot(heatmap);
    // At the page: events bubble out of the shadow root and the document.
    const hovered = listen<ValueDetail>(document, 'attn-hover');
    await point(element, 'pointermove', cellAt(element, 2, 3, 3, 4));
    await point(element, 'pointermove', cellAt(element, 2, 3, 3, 4));
    part(element, 'plot').dispatchEvent(new PointerEvent('pointerleave'));
    expect(hovered).to.deep.equal([far, nothing]);
  });

  it('reaches every cell, also at the corners', async () => {
    const element = await plot(heatmap);
    const hovered = listen<ValueDetail>(element, 'attn-hover');
    for (let row = 0; row < 3; row++) {
      for (let column = 0; column < 4; column++)
        await point(element, 'pointermove', cellAt(element, row, column, 3, 4));
    }
    expect(hovered.map(({ row, column }) => [row, column])).to.deep.equal(
      [0, 1, 2].flatMap((row) => [0, 1, 2, 3].map((column) => [row, column])),
    );
  });

  it('says the place, the value and its formula in the line below', async () => {
    const element = await plot(heatmap);
    expect(part(element, 'readout').textContent).to.contain('arrow keys');
    await point(element, 'pointermove', cellAt(element, 2, 3, 3, 4));
    expect(part(element, 'readout').textContent).to.equal('position 2, dimension 3: 0.9801 = cos(2 / 100^(2/4))');
  });

  it('of curves reads the one that is nearest, at the nearest position', async () => {
    const element = await plot('dimensions="0 1" overlaid length="21" d-model="2"');
    const hovered = listen<ValueDetail>(element, 'attn-hover');
    // At position 3 the sine is 0.14, the cosine −0.99: of a plot from 1 down to −1.
    const at = (value: number) => pointIn(element, 0, 3.2 / 20, (1 - value) / 2);
    await point(element, 'pointermove', at(0.3));
    await point(element, 'pointermove', at(-0.9));
    expect(hovered.map(({ rowName, columnName, value }) => [rowName, columnName, value])).to.deep.equal([
      ['PE0', '3', Math.fround(Math.sin(3))],
      ['PE1', '3', Math.fround(Math.cos(3))],
    ]);
  });

  it('of small curves reads the one of its plot', async () => {
    const element = await plot('dimensions="0 1 2 3" length="21" d-model="4"');
    const hovered = listen<ValueDetail>(element, 'attn-hover');
    for (const index of [2, 0, 3]) await point(element, 'pointermove', pointIn(element, index, 0.5, 0.5));
    expect(hovered.map(({ rowName, columnName }) => [rowName, columnName])).to.deep.equal([
      ['PE2', '10'],
      ['PE0', '10'],
      ['PE3', '10'],
    ]);
  });

  it('is right on a scaled slide', async () => {
    stand.style.cssText = 'width: 640px; transform: scale(0.5); transform-origin: 30px 10px';
    const element = await plot(heatmap);
    const hovered = listen<ValueDetail>(element, 'attn-hover');
    await point(element, 'pointermove', cellAt(element, 2, 3, 3, 4));
    expect(hovered).to.deep.equal([far]);
  });

  it('marks the place: a cell, or a dot on the line', async () => {
    const element = await plot(heatmap);
    const at = cellAt(element, 1, 2, 3, 4);
    await point(element, 'pointermove', at);
    const middle = (mark: Element) => {
      const { x, y, width, height } = mark.getBoundingClientRect();
      return [x + width / 2, y + height / 2];
    };
    const box = element.shadowRoot!.querySelector('rect.mark:not(.halo)')!;
    expect(middle(box)[0]).to.be.closeTo(at.clientX, 1);
    expect(middle(box)[1]).to.be.closeTo(at.clientY, 1);
    element.remove();
    const lines = await plot('dimensions="0" overlaid length="21" d-model="2"');
    await point(lines, 'pointermove', pointIn(lines, 0, 0.25, 0.5));
    const [x, y] = middle(lines.shadowRoot!.querySelector('.dot:not(.faint)')!);
    const frame = frames(lines)[0];
    expect(x).to.be.closeTo(frame.x + (5 / 20) * frame.width, 0.6);
    expect(y).to.be.closeTo(frame.y + ((1 - Math.sin(5)) / 2) * frame.height, 0.6);
  });

  it('pins by click: the value is told, and read until another is or Escape lets go', async () => {
    const element = await plot(heatmap);
    const selected = listen<ValueDetail>(element, 'attn-select');
    await point(element, 'click', cellAt(element, 2, 3, 3, 4));
    part(element, 'plot').dispatchEvent(new PointerEvent('pointerleave'));
    await element.ready;
    expect(selected).to.deep.equal([far]);
    expect(part(element, 'readout').textContent).to.contain('0.9801');
    expect(element.shadowRoot!.activeElement).to.equal(grid(element));
    await press(element, 'Escape');
    expect(part(element, 'readout').textContent).to.contain('arrow keys');
  });

  it('beside the plots tells of nothing', async () => {
    const element = await plot(heatmap);
    const told = [listen(element, 'attn-hover'), listen(element, 'attn-select')];
    const { x, y } = part(element, 'plot').getBoundingClientRect();
    await point(element, 'click', { clientX: x + 2, clientY: y + 2 });
    await point(element, 'pointermove', { clientX: x + 2, clientY: y + 2 });
    expect(told.flat()).to.deep.equal([]);
  });
});
