import { expect } from '@open-wc/testing';
import { LitElement } from 'lit';
import { type Cell, type GridActions, GridInteraction, type InteractiveGrid } from '../../../src/element/index.js';

/** A grid of 3 × 4 cells, of which the last is empty; a spot is the number of its cell. What it is told stands in `told`. */
class Twelve extends LitElement implements InteractiveGrid<number>, GridActions<number> {
  readonly told: string[] = [];
  rows = 3;
  ranked: number[] | null = [5, 2, 7];
  /** Whether Escape has a way back. */
  isOpened = false;
  readonly cells = new GridInteraction<number>(this, this, this);

  get size() {
    return { rows: this.rows, columns: 4 };
  }
  spotIn({ row, column }: Cell) {
    const spot = row * 4 + column;
    return spot === 11 ? null : spot;
  }
  cellOf(spot: number) {
    return { row: Math.floor(spot / 4), column: spot % 4 };
  }
  spotAt({ clientX }: MouseEvent) {
    return clientX < 0 ? null : clientX;
  }
  has(spot: number) {
    return spot < this.rows * 4;
  }
  strongest() {
    return this.ranked;
  }
  hovered(spot: number | null) {
    this.told.push(`hovered ${spot}`);
  }
  pinned(spot: number | null) {
    this.told.push(`pinned ${spot}`);
  }
  activate(spot: number) {
    this.cells.pin(spot);
  }
  back() {
    const was = this.isOpened;
    this.isOpened = false;
    return was;
  }
}
customElements.define('twelve-cells', Twelve);

const make = () => document.createElement('twelve-cells') as Twelve;
const at = (clientX: number, pointerType = 'mouse') => new PointerEvent('pointermove', { clientX, pointerType });

describe('a grid', () => {
  it('is pointed at by a pointer, and not by a finger that moves', () => {
    const grid = make();
    for (const event of [at(3), at(3), at(4), at(9, 'touch'), at(-1)]) grid.cells.onPointerMove(event);
    grid.cells.onPointerLeave();
    expect(grid.told).to.deep.equal(['hovered 3', 'hovered 4', 'hovered null']);
  });

  it('is pinned by a click, from where keys go on', () => {
    const grid = make();
    grid.cells.onClick(new MouseEvent('click', { clientX: 6 }));
    grid.cells.onClick(new MouseEvent('click', { clientX: -1 }));
    expect([grid.cells.pinned, grid.cells.spot]).to.deep.equal([6, 6]);
    grid.cells.press('ArrowRight');
    expect(grid.told).to.deep.equal(['pinned 6', 'hovered 7']);
    expect(grid.cells.pinned).to.equal(null);
  });

  it('has empty cells that keys go through', () => {
    const grid = make();
    for (const key of ['End', 'ArrowDown', 'ArrowDown']) grid.cells.press(key);
    expect(grid.cells.cursor).to.deep.equal({ row: 2, column: 3 });
    expect([grid.cells.underCursor, grid.cells.hovered]).to.deep.equal([null, null]);
    expect(grid.cells.press('Enter'), 'there is nothing to pin').to.equal(true);
    grid.cells.press('ArrowUp');
    expect(grid.told).to.deep.equal(['hovered 3', 'hovered 7', 'hovered null', 'hovered 7']);
  });

  it('is gone through from the strongest down, and from there again once the order is another', () => {
    const grid = make();
    const reached = (keys: string) => Array.from(keys, (key) => grid.cells.press(key) && grid.cells.hovered);
    expect(reached('nnnnp')).to.deep.equal([5, 2, 7, 7, 2]);
    grid.ranked = [8, 9];
    expect(reached('nn')).to.deep.equal([8, 9]);
    grid.ranked = [];
    expect(grid.cells.press('n')).to.equal(true);
    grid.ranked = null;
    expect(grid.cells.press('n'), 'nothing is stronger than another').to.equal(false);
  });

  it('may become smaller than what was pinned, and the cursor stays inside', () => {
    const grid = make();
    grid.cells.pin(9);
    grid.rows = 1;
    expect([grid.cells.pinned, grid.cells.spot]).to.deep.equal([null, null]);
    expect(grid.cells.cursor).to.deep.equal({ row: 0, column: 1 });
    grid.rows = 3;
    expect(grid.cells.pinned).to.equal(9);
  });

  it('lets go by Escape of what is pinned, then goes back, then lets go of what is read, then leaves the key alone', () => {
    const grid = make();
    grid.isOpened = true;
    grid.cells.press('ArrowRight');
    grid.cells.press(' ');
    const escape = () => grid.cells.press('Escape');
    expect(escape()).to.equal(true);
    expect([grid.cells.pinned, grid.cells.hovered, grid.isOpened]).to.deep.equal([null, null, true]);
    grid.cells.press('ArrowRight');
    expect(escape()).to.equal(true);
    expect([grid.cells.hovered, grid.isOpened]).to.deep.equal([2, false]);
    expect(escape()).to.equal(true);
    expect(grid.cells.hovered).to.equal(null);
    expect(escape()).to.equal(false);
  });

  it('takes its keys from the page, and no others', () => {
    const grid = make();
    const press = (init: KeyboardEventInit) => {
      const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init });
      let reached = false;
      const target = document.createElement('div');
      document.body.append(target);
      target.addEventListener('keydown', grid.cells.onKey);
      document.body.addEventListener('keydown', () => (reached = true), { once: true });
      target.dispatchEvent(event);
      target.remove();
      return [event.defaultPrevented, reached];
    };
    for (const key of ['ArrowDown', 'PageUp', 'n', 'Enter']) expect(press({ key }), key).to.deep.equal([true, false]);
    for (const init of [{ key: 'x' }, { key: ']' }, { key: 'n', metaKey: true }, { key: 'PageUp', ctrlKey: true }])
      expect(press(init), init.key).to.deep.equal([false, true]);
  });
});
