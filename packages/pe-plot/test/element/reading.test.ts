import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { PlotChangeDetail, ValueDetail } from '../../src/index.js';
import { activeCell, button, cellAt, grid, listen, part, plot, plotOf, press, texts } from './fixture.js';

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
    const element = await plot('kind="rotary" d-model="2" length="50"');
    const changes = listen<PlotChangeDetail>(element, 'attn-change');
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
    const element = await plot('view="heatmap" length="40" d-model="8"');
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
    for (const fact of ['sinusoidal', 'heatmap', '3 × 4']) expect(summary).to.contain(fact);
  });

  it('a grid with all rows and columns, of which a few exist, and a cell that is active', async () => {
    const element = await plot('view="heatmap" length="300" d-model="200"');
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
    const notes = missing.shadowRoot!.textContent!;
    expect(notes).to.contain('1 of 3 rows left out of this: it has no direction').and.not.to.contain('NaN');
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
      values.forEach((value, column) => expect(Number(value.replace('−', '-'))).to.be.closeTo(expected[column], 1e-4));
    });
    button(element, 'Hide the table').click();
    await element.ready;
    expect(element.shadowRoot!.querySelector('table')).to.equal(null);
  });
});
