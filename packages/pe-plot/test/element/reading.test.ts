import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { ChangeDetail, ValueDetail } from '../../src/index.js';
import {
  activeCell,
  button,
  cellAt,
  frames,
  grid,
  listen,
  part,
  plot,
  plotOf,
  point,
  pointIn,
  press,
  stand,
  texts,
} from './stand.js';

const nothing: ValueDetail = { kind: null, row: null, column: null, rowName: null, columnName: null, value: null };
const heatmap = 'view="heatmap" length="3" width="4" base="100"';
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
    const element = await plot('dimensions="0 1" overlaid length="21" width="2"');
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
    const element = await plot('dimensions="0 1 2 3" length="21" width="4"');
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
    const lines = await plot('dimensions="0" overlaid length="21" width="2"');
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

describe('reading by keyboard', () => {
  const places = (details: readonly ValueDetail[]) => details.map(({ row, column }) => [row, column]);

  it('moves by arrows, Home, End and their Control forms, and stops at the edges', async () => {
    const element = await plot(heatmap);
    const hovered = listen<ValueDetail>(element, 'attn-hover');
    await press(
      element,
      'ArrowRight',
      'ArrowDown',
      'End',
      'Home',
      { key: 'End', ctrlKey: true },
      'ArrowDown',
      'PageDown',
    );
    expect(places(hovered)).to.deep.equal([
      [0, 1],
      [1, 1],
      [1, 3],
      [1, 0],
      [2, 3],
    ]);
    expect(hovered.at(-1)).to.deep.equal(far);
    await press(element, { key: 'Home', ctrlKey: true });
    expect(places(hovered).at(-1)).to.deep.equal([0, 0]);
  });

  it('n and p go through the largest values', async () => {
    const element = await plot('kind="learned" data="[[1, 5, 2], [9, 3, 7]]"');
    const hovered = listen<ValueDetail>(element, 'attn-hover');
    await press(element, 'n', 'n', 'p');
    expect(hovered.map(({ value }) => value)).to.deep.equal([9, 7, 9]);
  });

  it('Enter and space pin', async () => {
    const element = await plot(heatmap);
    const selected = listen<ValueDetail>(element, 'attn-select');
    await press(element, 'ArrowRight', 'Enter', 'ArrowRight', ' ');
    expect(places(selected)).to.deep.equal([
      [0, 1],
      [0, 2],
    ]);
  });

  it('[ and ] change the plot where there are several', async () => {
    const element = await plot('kind="alibi" heads="3" length="6"');
    expect(grid(element).getAttribute('aria-label')).to.contain('head 0');
    await press(element, ']', ']', 'ArrowDown');
    expect(grid(element).getAttribute('aria-label')).to.contain('head 2');
    expect(part(element, 'readout').textContent).to.contain('head 2');
    await press(element, ']', '[');
    expect(grid(element).getAttribute('aria-label')).to.contain('head 1');
  });

  it('turns the hands of clocks, and says so', async () => {
    const element = await plot('kind="rotary" width="2" length="50"');
    const changes = listen<ChangeDetail>(element, 'attn-change');
    await press(element, 'ArrowRight', 'ArrowRight', 'ArrowRight');
    expect(element.distance).to.equal(3);
    expect(changes.map(({ distance }) => distance)).to.deep.equal([1, 2, 3]);
    expect(texts(element, '.angle-text')).to.deep.equal([`${((180 * 3) / Math.PI).toFixed(1)}°`]);
  });

  it('leaves the keys of the browser and the page alone', async () => {
    const element = await plot(heatmap);
    for (const init of [
      { key: 'Tab' },
      { key: 'a' },
      { key: 'Escape' },
      { key: 'ArrowLeft', altKey: true },
      { key: 'n', ctrlKey: true },
      { key: 'ArrowRight', metaKey: true },
    ]) {
      const event = new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true });
      grid(element).dispatchEvent(event);
      expect(event.defaultPrevented, JSON.stringify(init)).to.equal(false);
    }
    const event = new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true });
    grid(element).dispatchEvent(event);
    expect(event.defaultPrevented, 'the page does not scroll').to.equal(true);
  });

  it('works with a real keyboard, and its cursor is seen', async () => {
    const element = await plot(heatmap);
    const hovered = listen<ValueDetail>(element, 'attn-hover');
    grid(element).focus();
    await sendKeys({ press: 'ArrowRight' });
    await sendKeys({ press: 'End' });
    await element.ready;
    expect(places(hovered)).to.deep.equal([
      [0, 1],
      [0, 3],
    ]);
    const at = cellAt(element, 0, 3, 3, 4);
    const marks = [...element.shadowRoot!.querySelectorAll('rect.mark')].filter((mark) => {
      const { left, right, top, bottom } = mark.getBoundingClientRect();
      return (
        mark.checkVisibility() && left <= at.clientX && right >= at.clientX && top <= at.clientY && bottom >= at.clientY
      );
    });
    expect(marks.length).to.be.above(0);
  });

  it('has a button for touch for every step', async () => {
    const element = await plot(heatmap);
    const hovered = listen<ValueDetail>(element, 'attn-hover');
    for (const label of ['Value to the right', 'Value below', 'Value to the left', 'Value above'])
      button(element, label).click();
    expect(places(hovered)).to.deep.equal([
      [0, 1],
      [1, 1],
      [1, 0],
      [0, 0],
    ]);
  });

  it('stays inside of a figure that became smaller', async () => {
    const element = await plot('view="heatmap" length="40" width="8"');
    await press(element, { key: 'End', ctrlKey: true });
    element.length = 5;
    await element.ready;
    expect(activeCell(element)).to.contain('position 4');
    expect(part(element, 'readout').textContent).to.contain('arrow keys');
  });
});

describe('what assistive technology is told', () => {
  it('a group with a name and a summary', async () => {
    const element = await plot(`${heatmap} heading="Two waves"`);
    const group = element.shadowRoot!.querySelector('[role=group]')!;
    expect(group.getAttribute('aria-label')).to.equal('Two waves');
    const summary = element.shadowRoot!.getElementById(group.getAttribute('aria-describedby')!)!.textContent!;
    for (const fact of ['Two waves', 'heatmap', '3 × 4']) expect(summary).to.contain(fact);
  });

  it('a grid with all rows and columns, of which a few exist, and a cell that is active', async () => {
    const element = await plot('view="heatmap" length="300" width="200"');
    const one = grid(element);
    expect(one.tabIndex).to.equal(0);
    expect(one.getAttribute('aria-rowcount')).to.equal('301');
    expect(one.getAttribute('aria-colcount')).to.equal('201');
    expect(one.querySelectorAll('[role=gridcell]').length).to.be.below(100);
    for (const key of [{ key: 'End', ctrlKey: true }, 'ArrowUp', { key: 'Home', ctrlKey: true }, 'PageDown']) {
      await press(element, key);
      const active = element.shadowRoot!.getElementById(one.getAttribute('aria-activedescendant')!)!;
      expect(active.getAttribute('role')).to.equal('gridcell');
      expect(active.getAttribute('aria-selected')).to.equal('true');
      expect(one.contains(active)).to.equal(true);
    }
  });

  it('the sentence of the value: where, what, and how it comes about', async () => {
    const element = await plot(heatmap);
    await press(element, 'ArrowDown', 'ArrowRight');
    expect(activeCell(element)).to.equal('position 1, dimension 1: 0.5403 = cos(1 / 100^(0/4))');
  });

  it('masked and missing values by name', async () => {
    const masked = await plot('kind="alibi" heads="1" length="4"');
    await press(masked, 'ArrowRight');
    expect(activeCell(masked)).to.contain('masked');
    const missing = await plotOf({
      kind: 'learned',
      data: [
        [NaN, 1],
        [2, 3],
        [4, 5],
      ],
    });
    expect(activeCell(missing)).to.contain('not a number');
  });

  it('a table with all numbers, when it is asked for', async () => {
    const element = await plot(heatmap);
    expect(element.shadowRoot!.querySelector('table')).to.equal(null);
    button(element, 'Show the numbers as a table').click();
    await element.ready;
    const table = part(element, 'table').querySelector('table')!;
    const rows = [...table.rows].map((row) => [...row.cells].map((one) => one.textContent!.trim()));
    expect(rows[0]).to.deep.equal(['', '0', '1', '2', '3']);
    rows.slice(1).forEach(([name, ...values], position) => {
      expect(name).to.equal(String(position));
      const [sine, cosine] = [Math.sin, Math.cos].map((wave) => [wave(position), wave(position / 10)]);
      const expected = [sine[0], cosine[0], sine[1], cosine[1]];
      values.forEach((value, column) => expect(Number(value)).to.be.closeTo(expected[column], 1e-4));
    });
    button(element, 'Hide the table').click();
    await element.ready;
    expect(element.shadowRoot!.querySelector('table')).to.equal(null);
  });
});
