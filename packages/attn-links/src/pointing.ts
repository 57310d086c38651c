import {
  type Cell,
  fireAttention,
  GroupController,
  type GroupPlace,
  Memo,
  moveCursor,
  noCell,
  strongestCells,
} from '@attn-elements/core/element';
import { rollUpHeads } from '@attn-elements/core/math';
import type { ReactiveControllerHost } from 'lit';
import type { View } from './composer.js';
import { type Focus, focusOn, tokenOf } from './focus.js';
import { scrollTo, tokenAt } from './layout.js';

/** Lines that `n` and `p` step through. */
const STRONGEST = 200;

interface PointingHost extends ReactiveControllerHost, HTMLElement {
  readonly group: string | null;
}

/** What the reader does with heads, from the keyboard; and where the group looks. */
export interface PointingActions {
  /** Shows the head before or after the one that is alone, or with 0 all of them; false where there is but one. */
  stepHead(step: number): boolean;
  followHead(place: GroupPlace): void;
}

/** What the reader points at with a pointer, a finger or the keyboard, and what follows from it. */
export class Pointing {
  readonly #host: PointingHost;
  readonly #view: () => View | null;
  readonly #actions: PointingActions;
  readonly #ranked = new Memo<Cell[]>();
  readonly #group: GroupController;
  #hovered: Focus | null = null;
  #pinned: Focus | null = null;
  /** Where the others of the group look. */
  #place: GroupPlace | null = null;
  /** Whether they looked there before there was anything to show. */
  #isBehind = false;
  #cursor: Focus = focusOn('query', 0);
  #rank = -1;
  #scrolled = 0;

  constructor(host: PointingHost, view: () => View | null, actions: PointingActions) {
    this.#host = host;
    this.#view = view;
    this.#actions = actions;
    this.#group = new GroupController(host, (place) => this.#follow(place));
  }

  /** What it shares with the other elements of its group. */
  get group(): GroupController {
    return this.#group;
  }

  /** What is looked at: its lines are shown alone. */
  get focus(): Focus | null {
    return this.#there(this.#hovered) ?? this.#there(this.#pinned) ?? this.#linked();
  }

  /** The keyboard's token. */
  get cursor(): Focus {
    return this.#there(this.#cursor) ?? focusOn('query', 0);
  }

  /** How far the reader has scrolled the tokens, in pixels. */
  get scrolled(): number {
    const layout = this.#view()?.layout;
    return layout ? Math.min(this.#scrolled, layout.content - layout.length) : 0;
  }

  /** Forgets everything: other tokens are about to be shown. */
  forget(): void {
    this.#hovered = this.#pinned = null;
    this.#cursor = focusOn('query', 0);
    this.#rank = -1;
    this.#scrollBy(0);
  }

  readonly onScroll = ({ currentTarget }: Event): void => {
    const { scrollTop, scrollLeft } = currentTarget as HTMLElement;
    this.#scrolled = this.#view()?.layout.direction === 'horizontal' ? scrollLeft : scrollTop;
    this.#host.requestUpdate();
  };

  readonly onPointerMove = (event: PointerEvent): void => {
    // A finger that moves is scrolling; where it taps, a click follows.
    if (event.pointerType !== 'touch') this.#hover(this.#focusAt(event));
  };

  readonly onPointerLeave = (): void => this.#hover(null);

  readonly onClick = (event: MouseEvent): void => {
    const focus = this.#focusAt(event);
    this.#host.shadowRoot?.querySelector<HTMLElement>('.cells')?.focus({ preventScroll: true });
    const isAgain = same(focus, this.#pinned);
    this.#pin(isAgain ? null : focus);
    // What is let go is not shown any more, though the pointer is still there.
    if (isAgain) this.#hover(null);
  };

  readonly onKey = (event: KeyboardEvent): void => {
    if (event.altKey || event.metaKey || (event.ctrlKey && !/^(Home|End)$/.test(event.key))) return;
    if (this.#press(event.key, event.ctrlKey)) event.preventDefault();
  };

  #press(key: string, control: boolean): boolean {
    const view = this.#view();
    if (!view) return false;
    const moved = this.#moved(view, key, control);
    if (moved) return this.#moveTo(moved, view);
    if (key === 'Enter' || key === ' ') {
      this.#pin(same(this.cursor, this.#pinned) ? null : this.cursor);
      return true;
    }
    if (key === 'n' || key === 'p') return this.#stepStrongest(view, key === 'n' ? 1 : -1);
    if (key === '[' || key === ']') return this.#actions.stepHead(key === ']' ? 1 : -1);
    if (key !== 'Escape') return false;
    if (!this.focus) return this.#actions.stepHead(0);
    this.#pin(null);
    this.#hover(null);
    this.#place = null;
    this.#host.requestUpdate();
    return true;
  }

  /** The token that a key goes to, where it goes anywhere. */
  #moved({ layout }: View, key: string, control: boolean): Focus | null {
    const { side, index } = tokenOf(this.cursor);
    const [query, other] = layout.sides;
    const at = side === 'query' ? 0 : 1;
    const isDown = layout.direction === 'vertical';
    const count = Math.max(query.count, other.count);
    const cell = isDown ? { row: index, column: at } : { row: at, column: index };
    const moved = moveCursor(cell, key, control, isDown ? count : 2, isDown ? 2 : count);
    if (!moved) return null;
    const next = layout.sides[isDown ? moved.column : moved.row];
    return focusOn(next.name, Math.min(next.count - 1, isDown ? moved.row : moved.column));
  }

  #stepStrongest({ heads, composition }: View, step: number): boolean {
    const cells = this.#ranked.of([heads], () => {
      const values = rollUpHeads(
        heads.map(({ shown }) => shown.values),
        'max',
      );
      return strongestCells(values, composition.keys, STRONGEST);
    });
    if (cells.length === 0) return true;
    this.#rank = Math.min(cells.length - 1, Math.max(0, this.#rank + step));
    const { row, column } = cells[this.#rank];
    return this.#moveTo({ query: row, key: column }, this.#view()!);
  }

  #moveTo(focus: Focus, view: View): boolean {
    this.#cursor = focusOn(tokenOf(focus).side, tokenOf(focus).index);
    this.#pinned = null;
    this.#hover(focus);
    this.#bringIntoView(focus, view);
    return true;
  }

  #bringIntoView(focus: Focus, { layout }: View): void {
    this.#scrollBy(scrollTo(layout, tokenOf(focus).index, this.scrolled));
  }

  #scrollBy(scrolled: number): void {
    if (scrolled === this.#scrolled) return;
    this.#scrolled = scrolled;
    const scroller = this.#host.shadowRoot?.querySelector('.scroller');
    scroller?.scrollTo({ top: scrolled, left: scrolled, behavior: 'instant' });
    this.#host.requestUpdate();
  }

  #hover(focus: Focus | null): void {
    if (same(focus, this.#hovered)) return;
    this.#hovered = focus;
    this.#place = null;
    const view = this.#view();
    fireAttention(this.#host, 'attn-hover', focus && view ? view.reader.detail(focus) : noCell);
    if (view) this.#look(view);
    this.#host.requestUpdate();
  }

  #pin(focus: Focus | null): void {
    this.#pinned = focus;
    this.#place = null;
    const view = this.#view();
    if (focus && view) {
      this.#cursor = focusOn(tokenOf(focus).side, tokenOf(focus).index);
      fireAttention(this.#host, 'attn-select', view.reader.detail(focus));
    }
    if (view) this.#look(view);
    this.#host.requestUpdate();
  }

  /** Tells the group what is pointed at; of the heads, where it is one. */
  #look({ composition: { layer }, heads }: View): void {
    const { query, key } = this.focus ?? { query: null, key: null };
    this.#group.look({ layer, query, key, ...(heads.length === 1 && { head: heads[0].head }) });
  }

  /** Another element of the group looks somewhere. */
  #follow(place: GroupPlace): void {
    this.#place = place;
    this.#hovered = this.#pinned = null;
    const view = this.#view();
    this.#isBehind = view === null;
    this.#actions.followHead(place);
    const focus = this.#linked();
    if (view && focus) this.#bringIntoView(focus, view);
  }

  /** Goes where the group looks already: it could not be followed before there was anything to show. */
  catchUp(): void {
    if (this.#place && this.#isBehind) this.#actions.followHead(this.#place);
    this.#isBehind = false;
  }

  /** The reader has opened a layer. */
  lookAtLayer(layer: number): void {
    this.#place = null;
    this.#group.look({ layer, query: null, key: null });
  }

  /** What the group looks at, where it is among what is shown. */
  #linked(): Focus | null {
    const place = this.#place;
    const composition = this.#view()?.composition;
    if (!place || !composition || place.layer !== composition.layer) return null;
    const query = place.query !== null && place.query < composition.queries ? place.query : null;
    const key = place.key !== null && place.key < composition.keys ? place.key : null;
    return query === null && key === null ? null : { query, key };
  }

  /** A focus, where its tokens are there: a source that is followed may have become shorter. */
  #there(focus: Focus | null): Focus | null {
    const composition = this.#view()?.composition;
    if (!focus || !composition) return null;
    const { query, key } = focus;
    return (query ?? 0) < composition.queries && (key ?? 0) < composition.keys ? focus : null;
  }

  #focusAt(event: MouseEvent): Focus | null {
    const view = this.#view();
    if (!view) return null;
    const frame = event.currentTarget as HTMLElement;
    const rect = frame.getBoundingClientRect();
    // A scaled slide makes the rectangle larger or smaller than the layout.
    const scale = rect.width / frame.offsetWidth || 1;
    const [x, y] = [(event.clientX - rect.x) / scale, (event.clientY - rect.y) / scale];
    const token = tokenAt(view.layout, x, y, this.scrolled);
    return token && focusOn(token.side, token.index);
  }
}

const same = (a: Focus | null, b: Focus | null) => a?.query === b?.query && a?.key === b?.key;
