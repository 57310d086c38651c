import type { Cell } from '../interaction/cell-cursor.js';
import { pointIn } from '../interaction/point-in.js';
import type { Box } from '../parts/box.js';
import type { ZoomControl } from './zoom-control.js';
import { boxed, lengthOf, moved, scaled, type ZoomWindow } from './zoom-window.js';

/** Pixels from which a pointer that moves is dragging, and does not click. */
const DRAG = 4;

/** Pixels of a wheel that halve the window, the most that one turn counts, and those of a line. */
const HALF = 100;
const MOST_TURN = 50;
const LINE = 20;

/** Factor of a key, a button, a double tap. */
export const STEP = 0.5;

/** Place and effects of gestures on a plot. */
export interface GestureSurface {
  /** Box of the matrix in the plot. */
  readonly box: () => Box;
  /** Cell of the keyboard. */
  readonly cursor: () => Cell;
  /** Part that is being chosen; null once it is. */
  readonly choosing: (box: Box | null) => void;
  /** A wheel turns, and the page scrolls. */
  readonly scrolled: () => void;
  /** A token is asked for, to go to. */
  readonly asked: () => void;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Drag of one pointer, which moves the window or chooses a part. */
interface Drag {
  readonly start: Point;
  readonly window: ZoomWindow;
  readonly isChoosing: boolean;
  isMoving: boolean;
}

/** Wheel, drags, pinches and keys on a plot. */
export class ZoomGestures {
  readonly #plot: HTMLElement;
  readonly #control: ZoomControl;
  readonly #surface: GestureSurface;
  readonly #fingers = new Map<number, Point>();
  #drag: Drag | null = null;
  #pinch: { readonly window: ZoomWindow; readonly middle: Point; readonly width: number } | null = null;

  constructor(plot: HTMLElement, control: ZoomControl, surface: GestureSurface) {
    this.#plot = plot;
    this.#control = control;
    this.#surface = surface;
  }

  /** Takes what a reader does on the plot from now on. */
  listen(): void {
    const plot = this.#plot;
    const before = { capture: true };
    plot.addEventListener('wheel', this.#onWheel, { passive: false });
    plot.addEventListener('pointerdown', this.#onDown);
    plot.addEventListener('pointermove', this.#onMove, before);
    plot.addEventListener('pointerup', this.#onUp);
    plot.addEventListener('pointercancel', this.#onUp);
    plot.addEventListener('click', this.#onClick, before);
    plot.addEventListener('dblclick', this.#onDoubleClick);
    plot.addEventListener('keydown', this.#onKey, before);
    // Two fingers are the figure's; one scrolls the page.
    plot.addEventListener(
      'touchmove',
      (event) => event.touches.length > 1 && event.cancelable && event.preventDefault(),
      {
        passive: false,
      },
    );
  }

  readonly #onWheel = (event: WheelEvent): void => {
    const { size } = this.#control;
    if (!size) return;
    if (!event.ctrlKey && !event.metaKey) {
      this.#surface.scrolled();
      return;
    }
    event.preventDefault();
    const turn = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : LINE);
    const factor = 2 ** (Math.max(-MOST_TURN, Math.min(MOST_TURN, turn)) / HALF);
    const [x, y] = pointIn(event);
    this.#control.set(scaled(this.#control.current, size, factor, this.#cellAt({ x, y })));
    this.#control.rest(true);
  };

  readonly #onDown = (event: PointerEvent): void => {
    if (!this.#control.size || event.button !== 0 || (event.target as Element).closest('button, .minimap')) return;
    const start = this.#pointOf(event);
    if (event.pointerType === 'touch') {
      this.#fingers.set(event.pointerId, start);
      this.#startPinch();
      return;
    }
    const isChoosing = event.shiftKey || this.#control.window === null;
    this.#drag = { start, window: this.#control.current, isChoosing, isMoving: false };
  };

  readonly #onMove = (event: PointerEvent): void => {
    if (event.pointerType === 'touch') this.#movePinch(event);
    const drag = this.#drag;
    if (!drag) return;
    const point = this.#pointOf(event);
    const [right, down] = [point.x - drag.start.x, point.y - drag.start.y];
    if (!drag.isMoving) {
      if (Math.hypot(right, down) < DRAG) return;
      drag.isMoving = true;
      // A pointer that leaves the plot still drags; one that tests make up cannot be held.
      if (event.isTrusted) this.#plot.setPointerCapture(event.pointerId);
    }
    event.stopPropagation();
    if (drag.isChoosing) this.#surface.choosing(boxBetween(drag.start, point, this.#surface.box()));
    else this.#moveBy(drag.window, down, right);
  };

  readonly #onUp = (event: PointerEvent): void => {
    if (event.pointerType === 'touch') {
      this.#fingers.delete(event.pointerId);
      if (this.#pinch) this.#control.rest();
      this.#pinch = null;
      return;
    }
    const drag = this.#drag;
    this.#drag = null;
    if (!drag?.isMoving) return;
    this.#wasDragged = event.type === 'pointerup';
    this.#surface.choosing(null);
    if (!drag.isChoosing) this.#control.rest();
    else if (event.type === 'pointerup') {
      const size = this.#control.size!;
      const [one, other] = [drag.start, this.#pointOf(event)].map((point) => this.#cellAt(point));
      this.#control.go(boxed(one, other, size));
    }
  };

  /** Whether the click that follows ends a drag. */
  #wasDragged = false;

  readonly #onClick = (event: MouseEvent): void => {
    if (!this.#wasDragged) return;
    this.#wasDragged = false;
    event.stopPropagation();
  };

  readonly #onDoubleClick = (event: MouseEvent): void => {
    if (!this.#control.size || (event.target as Element).closest('button, .minimap')) return;
    const [x, y] = pointIn(event);
    const at = this.#cellAt({ x, y });
    if (event.shiftKey) this.#control.zoomBy(1 / STEP, at);
    else if (this.#control.canZoomIn) this.#control.zoomBy(STEP, at);
    else this.#control.showAll();
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const isCells = (event.target as Element).matches('.cells');
    if (!isCells || event.ctrlKey || event.metaKey || event.altKey || !this.#press(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  #press({ key, shiftKey }: KeyboardEvent): boolean {
    const control = this.#control;
    if (!control.size) return false;
    const { row, column } = this.#surface.cursor();
    const middle = { row: row + 0.5, column: column + 0.5 };
    const arrow = shiftKey ? arrows[key] : undefined;
    if (arrow) control.stride(...arrow);
    else if (key === '+' || key === '=') control.zoomBy(STEP, middle);
    else if (key === '-' || key === '−' || key === '_') control.zoomBy(1 / STEP, middle);
    else if (key === '0') control.showAll();
    else if (key === 'g') this.#surface.asked();
    else return false;
    return true;
  }

  #startPinch(): void {
    const size = this.#control.size;
    if (this.#fingers.size !== 2 || !size) return;
    const [one, other] = this.#fingers.values();
    this.#pinch = { window: this.#control.current, middle: middleOf(one, other), width: distanceOf(one, other) };
  }

  #movePinch(event: PointerEvent): void {
    if (!this.#fingers.has(event.pointerId)) return;
    this.#fingers.set(event.pointerId, this.#pointOf(event));
    const { size } = this.#control;
    if (!this.#pinch || !size || this.#fingers.size !== 2) return;
    const [one, other] = this.#fingers.values();
    const { window, middle, width } = this.#pinch;
    const at = this.#cellAt(middle, window);
    const next = scaled(window, size, width / Math.max(1, distanceOf(one, other)), at);
    const now = middleOf(one, other);
    this.#moveBy(next, now.y - middle.y, now.x - middle.x);
  }

  /** Shows a window as if its matrix were drawn along by so many pixels. */
  #moveBy(window: ZoomWindow, down: number, right: number): void {
    const { width, height } = this.#surface.box();
    const by = { row: (-down / height) * lengthOf(window.rows), column: (-right / width) * lengthOf(window.columns) };
    this.#control.set(moved(window, this.#control.size!, by));
  }

  /** Place in the plot, also of an event that a child of it has. */
  #pointOf(event: PointerEvent): Point {
    const [x, y] = pointIn(event);
    return { x, y };
  }

  /** Place in cells under a point; beside the matrix that on its edge. */
  #cellAt({ x, y }: Point, { rows, columns } = this.#control.current): Cell {
    const box = this.#surface.box();
    const share = (at: number) => Math.max(0, Math.min(1, at));
    return {
      row: rows[0] + share((y - box.y) / box.height) * lengthOf(rows),
      column: columns[0] + share((x - box.x) / box.width) * lengthOf(columns),
    };
  }
}

const arrows: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

const middleOf = (one: Point, other: Point): Point => ({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 });

const distanceOf = (one: Point, other: Point): number => Math.hypot(one.x - other.x, one.y - other.y);

/** The box between two points, inside of another. */
function boxBetween(one: Point, other: Point, { x, y, width, height }: Box): Box {
  const across = [one.x, other.x].map((at) => Math.max(x, Math.min(x + width, at))).sort((a, b) => a - b);
  const down = [one.y, other.y].map((at) => Math.max(y, Math.min(y + height, at))).sort((a, b) => a - b);
  return { x: across[0], y: down[0], width: across[1] - across[0], height: down[1] - down[0] };
}
