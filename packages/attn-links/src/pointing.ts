import {
  type AttentionGrid,
  type Cell,
  type CellDetail,
  type CellPlace,
  FigureGrid,
  type GridSize,
  type GroupPlace,
  hasHead,
  Memo,
  type Panel,
  pointIn,
  type Selection,
  strongestCells,
} from '@attn-elements/core/element';
import { rollUpHeads } from '@attn-elements/core/math';
import type { ReactiveControllerHost } from 'lit';
import type { LinksView } from './view-model.js';
import { type Focus, focusOn, tokenOf } from './focus.js';
import { tokenAt } from './layout.js';
import { Scrolling } from './scrolling.js';

interface LinksHost extends ReactiveControllerHost, HTMLElement {
  readonly layer: number | null;
  readonly head: Selection['head'];
  /** Heads that are switched on; null for all. */
  showHeads: readonly number[] | null;
}

/** The tokens of both sides as a grid: two columns, or, where they stand one after the other, two rows. */
export class LinksGrid extends FigureGrid<Focus, LinksView, LinksHost> implements AttentionGrid<Focus> {
  readonly scrolling: Scrolling;
  readonly #ranked = new Memo<Focus[]>();

  constructor(...own: ConstructorParameters<typeof FigureGrid<Focus, LinksView, LinksHost>>) {
    super(...own);
    this.scrolling = new Scrolling(this.host, () => this.shown);
  }

  /** Focus of the reader, else of the group: its lines are shown alone. */
  get focus(): Focus | null {
    return this.cells.spot ?? this.#linked;
  }

  /** The keyboard's token. */
  get cursor(): Focus {
    return this.cells.underCursor ?? focusOn('query', 0);
  }

  get size(): GridSize | null {
    const view = this.shown;
    if (!view) return null;
    const count = Math.max(...view.layout.sides.map((side) => side.count));
    return isDown(view) ? { rows: count, columns: 2 } : { rows: 2, columns: count };
  }

  forget(): void {
    this.scrolling.scrollTo(0);
  }

  has({ query, key }: Focus): boolean {
    const { queries = 0, keys = 0 } = this.shown?.composition ?? {};
    return (query ?? 0) < queries && (key ?? 0) < keys;
  }

  spotIn({ row, column }: Cell): Focus {
    const { view } = this;
    const [index, at] = isDown(view) ? [row, column] : [column, row];
    const side = view.layout.sides[at];
    return focusOn(side.name, Math.min(side.count - 1, index));
  }

  cellOf(focus: Focus): Cell {
    const { side, index } = tokenOf(focus);
    const at = side === 'query' ? 0 : 1;
    return isDown(this.view) ? { row: index, column: at } : { row: at, column: index };
  }

  spotAt(event: MouseEvent): Focus | null {
    const view = this.shown;
    const token = view && tokenAt(view.layout, ...pointIn(event), this.scrolling.scrolled);
    return token && focusOn(token.side, token.index);
  }

  strongest(count: number): readonly Focus[] {
    const { heads, composition } = this.view;
    return this.#ranked.of([heads], () => {
      const values = rollUpHeads(
        heads.map(({ shown }) => shown.values),
        'max',
      );
      return strongestCells(values, composition.keys, count).map(({ row, column }) => ({ query: row, key: column }));
    });
  }

  detail(focus: Focus): CellDetail {
    return this.view.reader.detail(focus);
  }

  /** Place of a focus in the group, with the head where it is one. */
  placeOf(focus: Focus | null): Partial<GroupPlace> {
    const { composition, heads } = this.view;
    const { query, key } = focus ?? { query: null, key: null };
    return { layer: composition.layer, query, key, ...(heads.length === 1 && { head: heads[0].head }) };
  }

  spotOf({ query, key }: CellPlace): Focus {
    return { query, key };
  }

  /** A token that is pinned already is let go, and is not shown any more, though the pointer is still there. */
  activate(focus: Focus): void {
    const { pinned } = this.cells;
    if (pinned?.query === focus.query && pinned.key === focus.key) this.cells.letGo();
    else this.cells.pin(focus);
  }

  missed(): void {
    this.cells.letGo();
  }

  reached(focus: Focus): void {
    this.scrolling.reveal(focus);
  }

  /** Shows the head after (1) or before (−1) the one that is alone, or, from all of them, the first or the last; with 0 all. */
  step(by: 1 | -1 | 0): boolean {
    const view = this.shown;
    if (!view || view.composition.heads.length < 2) return false;
    const all = view.composition.heads;
    if (by === 0 && view.heads.length === all.length) return false;
    const from = view.heads.length === 1 ? all.indexOf(view.heads[0]) : by > 0 ? -1 : all.length;
    const next = all[Math.min(all.length - 1, Math.max(0, from + by))];
    this.interaction.change({ showHeads: by === 0 ? null : [Number(next.head)] });
    return true;
  }

  back(): boolean {
    const { group } = this.interaction;
    if (this.cells.spot) return false;
    if (!this.#linked) return this.step(0);
    group.unlink();
    this.interaction.look();
    return true;
  }

  /** Shows the layer and the head that the group looks at, where they are there. */
  followHead({ layer, head }: GroupPlace): void {
    const { attention } = this.interaction;
    const { source } = attention;
    if (!source || layer === null || layer >= source.layers) return;
    const host = this.host;
    const place = { layer, head: head as Panel['head'] };
    const isThere = head !== null && hasHead(source, place);
    const isAlone = host.head !== null && isThere;
    const shown = this.shown?.composition.layer;
    attention.show({ layer: layer === shown ? host.layer : layer, head: isAlone ? place.head : host.head });
    if (typeof head === 'number' && isThere && !isAlone) host.showHeads = [head];
  }

  followed(): void {
    if (this.#linked) this.scrolling.reveal(this.#linked);
  }

  /** Focus of the group, where that is among what is shown; else null. */
  get #linked(): Focus | null {
    const place = this.interaction.group.linked;
    const composition = this.shown?.composition;
    if (!place || !composition || place.layer !== composition.layer) return null;
    const query = place.query !== null && place.query < composition.queries ? place.query : null;
    const key = place.key !== null && place.key < composition.keys ? place.key : null;
    return query === null && key === null ? null : { query, key };
  }
}

const isDown = ({ layout }: LinksView): boolean => layout.direction === 'vertical';
