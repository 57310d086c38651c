import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { CellDetail } from '../../src/index.js';
import { activeCell, button, grid, heatmapOf, listen, part, point, pointOf, press, stand } from './fixture.js';

const data = {
  attention: [
    [0.5, 0.25, 0.125, 0.125],
    [0.0625, 0.9375, 0, 0],
    [1 / 3, 1 / 3, 1 / 3, 0],
  ],
  query_tokens: ['the', 'cat', 'sat'],
  key_tokens: ['le', 'chat', 'était', 'là'],
};
const cell = (query: number, key: number): CellDetail => ({
  layer: 0,
  head: 0,
  query,
  key,
  weight: Math.fround(data.attention[query][key]),
  queryToken: data.query_tokens[query],
  keyToken: data.key_tokens[key],
});
const nothing = { layer: null, head: null, query: null, key: null, weight: null, queryToken: null, keyToken: null };

describe('reading by pointer', () => {
  it('tells of the cell with its exact value, once, and of leaving', async () => {
    const element = await heatmapOf(data);
    // At the page: events bubble out of the shadow root and the document.
    const hovered = listen<CellDetail>(document, 'attn-hover');
    await point(element, 'pointermove', pointOf(element, 1, 1, 3, 4));
    await point(element, 'pointermove', pointOf(element, 1, 1, 3, 4));
    await point(element, 'pointermove', pointOf(element, 2, 0, 3, 4));
    part(element, 'plot').dispatchEvent(new PointerEvent('pointerleave'));
    expect(hovered).to.deep.equal([cell(1, 1), cell(2, 0), nothing]);
  });

  it('says how to who is at the figure, and not under every figure of a page', async function () {
    if (matchMedia('(pointer: coarse)').matches) return this.skip();
    const element = await heatmapOf(data);
    const visibility = () => getComputedStyle(part(element, 'readout')).visibility;
    expect(visibility()).to.equal('hidden');
    grid(element).focus();
    expect(visibility()).to.equal('visible');
    grid(element).blur();
    expect(visibility()).to.equal('hidden');
    await point(element, 'pointermove', pointOf(element, 1, 1, 3, 4));
    expect(visibility()).to.equal('visible');
  });

  it('says both tokens and the weight in the line below', async () => {
    const element = await heatmapOf(data);
    const readout = part(element, 'readout');
    expect(readout.textContent).to.contain('arrow keys');
    await point(element, 'pointermove', pointOf(element, 1, 1, 3, 4));
    expect(readout.textContent).to.contain('cat').and.to.contain('chat').and.to.contain('0.9375');
  });

  it('reaches every cell, also at the corners', async () => {
    const element = await heatmapOf(data);
    const hovered = listen<CellDetail>(element, 'attn-hover');
    for (let row = 0; row < 3; row++) {
      for (let column = 0; column < 4; column++)
        await point(element, 'pointermove', pointOf(element, row, column, 3, 4));
    }
    expect(hovered).to.deep.equal([0, 1, 2].flatMap((row) => [0, 1, 2, 3].map((column) => cell(row, column))));
  });

  it('is right on a scaled slide', async () => {
    stand.style.cssText = 'width: 640px; transform: scale(0.5); transform-origin: 30px 10px';
    const element = await heatmapOf(data);
    const hovered = listen<CellDetail>(element, 'attn-hover');
    await point(element, 'pointermove', pointOf(element, 2, 3, 3, 4));
    expect(hovered).to.deep.equal([cell(2, 3)]);
  });

  it('pins by click: the cell is told, and read until another is', async () => {
    const element = await heatmapOf(data);
    const selected = listen<CellDetail>(element, 'attn-select');
    await point(element, 'click', pointOf(element, 0, 2, 3, 4));
    part(element, 'plot').dispatchEvent(new PointerEvent('pointerleave'));
    await element.ready;
    expect(selected).to.deep.equal([cell(0, 2)]);
    expect(part(element, 'readout').textContent).to.contain('était').and.to.contain('0.125');
    await press(element, 'Escape');
    expect(part(element, 'readout').textContent).not.to.contain('était');
  });

  it('beside the cells tells of nothing', async () => {
    const element = await heatmapOf(data);
    const told = [...listen(element, 'attn-hover'), ...listen(element, 'attn-select')];
    const { x, y } = part(element, 'plot').getBoundingClientRect();
    await point(element, 'click', { clientX: x + 2, clientY: y + 2 });
    expect(told).to.deep.equal([]);
  });
});

describe('reading by keyboard', () => {
  it('moves by arrows, Home, End and their Control forms, and stops at the edges', async () => {
    const element = await heatmapOf(data);
    const hovered = listen<CellDetail>(element, 'attn-hover');
    await press(element, 'ArrowRight', 'ArrowDown', 'End', 'Home', { key: 'End', ctrlKey: true });
    expect(hovered).to.deep.equal([cell(0, 1), cell(1, 1), cell(1, 3), cell(1, 0), cell(2, 3)]);
    await press(element, 'ArrowDown', 'ArrowRight', 'PageDown');
    expect(hovered).to.have.length(5);
    await press(element, { key: 'Home', ctrlKey: true }, 'ArrowUp', 'ArrowLeft');
    expect(hovered[5]).to.deep.equal(cell(0, 0));
    expect(hovered).to.have.length(6);
  });

  it('n and p go through the cells from the strongest down', async () => {
    const element = await heatmapOf(data);
    const hovered = listen<CellDetail>(element, 'attn-hover');
    await press(element, 'n', 'n', 'p');
    expect(hovered).to.deep.equal([cell(1, 1), cell(0, 0), cell(1, 1)]);
  });

  it('moves by ten rows with the page keys', async () => {
    const element = await heatmapOf(Array.from({ length: 30 }, (_, i) => [i / 30, 1 - i / 30]));
    const hovered = listen<CellDetail>(element, 'attn-hover');
    await press(element, 'PageDown', 'PageDown', 'PageDown', 'PageUp');
    expect(hovered.map(({ query }) => query)).to.deep.equal([10, 20, 29, 19]);
  });

  it('Enter and space pin the cell', async () => {
    const element = await heatmapOf(data);
    const selected = listen<CellDetail>(element, 'attn-select');
    await press(element, 'ArrowRight', 'Enter', 'ArrowRight', ' ');
    expect(selected).to.deep.equal([cell(0, 1), cell(0, 2)]);
  });

  it('leaves the keys of the browser and the page alone', async () => {
    const element = await heatmapOf(data);
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
    const element = await heatmapOf(data);
    const hovered = listen<CellDetail>(element, 'attn-hover');
    grid(element).focus();
    await sendKeys({ press: 'ArrowRight' });
    await sendKeys({ press: 'End' });
    await element.ready;
    expect(hovered).to.deep.equal([cell(0, 1), cell(0, 3)]);
    const at = pointOf(element, 0, 3, 3, 4);
    const marks = [...element.shadowRoot!.querySelectorAll('.mark')].filter((mark) => {
      const { left, right, top, bottom } = mark.getBoundingClientRect();
      const inside = left <= at.clientX && right >= at.clientX && top <= at.clientY && bottom >= at.clientY;
      return inside && getComputedStyle(mark).visibility === 'visible';
    });
    expect(marks.length).to.be.greaterThan(0);
  });

  it('every step has a button for touch', async () => {
    const element = await heatmapOf(data);
    const hovered = listen<CellDetail>(element, 'attn-hover');
    for (const label of ['Cell to the right', 'Cell below', 'Cell to the left', 'Cell above', 'Next strongest cell']) {
      button(element, label).click();
    }
    expect(hovered).to.deep.equal([cell(0, 1), cell(1, 1), cell(1, 0), cell(0, 0), cell(1, 1)]);
  });
});

describe('what assistive technology is told', () => {
  it('a group with a name and a summary', async () => {
    const element = await heatmapOf(data, { heading: 'One sentence' });
    const group = element.shadowRoot!.querySelector('[role=group]')!;
    expect(group.getAttribute('aria-label')).to.equal('One sentence');
    const summary = element.shadowRoot!.getElementById(group.getAttribute('aria-describedby')!)!.textContent!;
    for (const fact of ['3 queries', '4 keys', '0.9375', 'cat', 'chat']) expect(summary).to.contain(fact);
  });

  it('a grid with all rows and columns, of which a few exist, and a cell that is active', async () => {
    const many = Array.from({ length: 300 }, () => new Array<number>(200).fill(1 / 200));
    const element = await heatmapOf(many);
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
    const row = element.shadowRoot!.getElementById(one.getAttribute('aria-activedescendant')!)!.parentElement!;
    expect(row.getAttribute('aria-rowindex')).to.equal('12');
  });

  it('the sentence of the cell: tokens, positions, value', async () => {
    const element = await heatmapOf(data);
    await press(element, 'ArrowDown', 'ArrowRight');
    expect(activeCell(element)).to.equal('cat (1) → chat (1): 0.9375');
  });

  it('a table with all numbers, when it is asked for', async () => {
    const element = await heatmapOf(data);
    expect(element.shadowRoot!.querySelector('table')).to.equal(null);
    button(element, 'Show the numbers as a table').click();
    await element.ready;
    const table = part(element, 'table').querySelector('table')!;
    const rows = [...table.rows].map((row) => [...row.cells].map((one) => one.textContent!.trim()));
    expect(rows[0]).to.deep.equal(['', ...data.key_tokens]);
    rows.slice(1).forEach(([name, ...values], i) => {
      expect(name).to.equal(data.query_tokens[i]);
      values.forEach((value, j) => expect(Number(value)).to.be.closeTo(data.attention[i][j], 1e-4));
    });
    expect(table.querySelectorAll('th[scope=col]')).to.have.length(4);
    expect(table.querySelectorAll('th[scope=row]')).to.have.length(3);
    button(element, 'Hide the table').click();
    await element.ready;
    expect(element.shadowRoot!.querySelector('table')).to.equal(null);
  });

  it('the pages of a long table hold every number once', async () => {
    const rows = 120;
    const element = await heatmapOf(Array.from({ length: rows }, (_, i) => [i / 1000]));
    button(element, 'Show the numbers as a table').click();
    await element.ready;
    const seen: string[] = [];
    for (let page = 0; ; page++) {
      expect(page).to.be.below(10);
      for (const header of element.shadowRoot!.querySelectorAll('tbody th')) seen.push(header.textContent!);
      const next = button(element, 'Queries: next');
      if (next.disabled) break;
      next.click();
      await element.ready;
    }
    expect(seen).to.deep.equal(Array.from({ length: rows }, (_, i) => String(i)));
  });

  it('what a value is shown as, where that differs', async () => {
    const element = await heatmapOf([[0.25, 0.5]], { normalization: 'row' });
    expect(activeCell(element)).to.contain('0.25').and.to.contain('shown as 0.5');
  });

  it('masked and missing values by name', async () => {
    const element = await heatmapOf([[NaN, -Infinity, 1]]);
    expect(activeCell(element)).to.contain('not a number');
    await press(element, 'ArrowRight');
    expect(activeCell(element)).to.contain('masked');
  });
});
