import {
  type AttentionGrid,
  type Cell,
  type CellDetail,
  type CellPlace,
  FigureGrid,
  type GroupPlace,
  Memo,
  pointIn,
  strongestCells,
  type ZoomHost,
} from '@attn-elements/core/element';
import { AttnError, reason } from '@attn-elements/core/errors';
import { inAll } from './model.js';
import type { HeatmapView } from './view-model.js';
import type { HeatmapSpot } from './layout.js';
import { spotAt } from './pixel.js';
import type { HeatmapMark } from './view.js';
import type { HeatmapZoom } from './zoom.js';

/** The matrices as a grid: the cells of one head, or many heads, which are opened. */
export class HeatmapGrid extends FigureGrid<HeatmapSpot, HeatmapView, ZoomHost> implements AttentionGrid<HeatmapSpot> {
  readonly #ranked = new Memo<HeatmapSpot[]>();
  /** View that was shown before: the keyboard goes on from there. */
  #before: HeatmapView | null = null;
  #zoom: HeatmapZoom | null = null;

  get size() {
    return this.shown?.reading ?? null;
  }

  /** Takes what is about to be shown: from a head the keyboard comes to where that stands among the others. @param zoom shows a part of it large */
  begin(view: HeatmapView, zoom: HeatmapZoom | null): void {
    this.#zoom = zoom;
    const before = this.#before;
    this.#before = view;
    if (!before || isMany(before) === isMany(view)) return;
    this.cells.drop();
    this.cells.goTo((isMany(view) && headCell(before, view)) || { row: 0, column: 0 });
  }

  forget(): void {
    this.#before = null;
  }

  has({ panel, row, column }: HeatmapSpot): boolean {
    const raw = this.shown?.composition.panels[panel]?.raw;
    return raw !== undefined && row < raw.rows && column < raw.columns;
  }

  spotIn({ row, column }: Cell): HeatmapSpot | null {
    const { view } = this;
    if (!isMany(view)) return { panel: 0, row, column };
    const panel = view.layout.tiles.findIndex((tile) => tile.row === row && tile.column === column);
    return panel < 0 ? null : { panel, row: 0, column: 0 };
  }

  cellOf({ panel, row, column }: HeatmapSpot): Cell {
    const { layout, composition } = this.view;
    return composition.panels.length > 1 ? layout.tiles[panel] : { row, column };
  }

  spotAt(event: MouseEvent): HeatmapSpot | null {
    const view = this.shown;
    if (view?.heads) return view.heads.at(...pointIn(event));
    return view && spotAt(view.layout, view.composition, ...pointIn(event));
  }

  strongest(count: number): readonly HeatmapSpot[] | null {
    const { view } = this;
    if (isMany(view)) return null;
    const { composition } = view;
    const { values, columns } = composition.panels[0].shown;
    return this.#ranked.of([values], () =>
      strongestCells(values, columns, count).map((cell) => ({ panel: 0, ...inAll(composition, cell) })),
    );
  }

  /** Keys or a program have come to a cell, which may be out of sight. */
  enter(spot: HeatmapSpot): void {
    if (!isMany(this.view)) this.#zoom?.reveal(spot);
  }

  /** Shows the part that the group shows. */
  followed({ zoom }: GroupPlace): void {
    if (zoom !== undefined) this.host.zoom = zoom;
  }

  detail(spot: HeatmapSpot): CellDetail {
    const detail = this.view.reader.detail(spot);
    if (spot.extent === 'row') return { ...detail, key: null, keyToken: null, weight: null };
    return spot.extent === 'column' ? { ...detail, query: null, queryToken: null, weight: null } : detail;
  }

  placeOf(spot: HeatmapSpot | null): Partial<GroupPlace> {
    const { view } = this;
    const { layer, head } = view.composition.panels[spot?.panel ?? 0];
    if (isMany(view)) return { ...(spot && { layer, head }), query: null, key: null };
    const isRow = spot?.extent !== 'column';
    const isColumn = spot?.extent !== 'row';
    return { layer, head, query: spot && isRow ? spot.row : null, key: spot && isColumn ? spot.column : null };
  }

  spotOf({ query, key }: CellPlace): HeatmapSpot {
    if (isMany(this.view)) {
      const what = reason`several heads are shown, and a cell is in one of them`;
      throw new AttnError('bad-option', { name: 'head', value: 'null', ...what });
    }
    const spot = { panel: 0, row: query ?? 0, column: key ?? 0 };
    return query !== null && key !== null ? spot : { ...spot, extent: key === null ? 'row' : 'column' };
  }

  /** Opens a head of many, pins a cell of one. */
  activate(spot: HeatmapSpot): void {
    const { view } = this;
    const { attention, group } = this.interaction;
    if (!isMany(view)) {
      this.cells.pin(spot);
      return;
    }
    const { layer, head } = view.composition.panels[spot.panel];
    attention.open({ layer, head });
    group.look({ layer, head, query: null, key: null });
  }

  back(): boolean {
    const { attention } = this.interaction;
    if (!attention.isOpened) return false;
    attention.open(null);
    return true;
  }

  marks(view: HeatmapView): HeatmapMark[] {
    const { cells } = this;
    const { group } = this.interaction;
    const whole = isMany(view) ? 'panel' : 'cell';
    const marks: HeatmapMark[] = [];
    const add = (kind: HeatmapMark['kind'], spot: HeatmapSpot | null) =>
      spot && marks.push({ kind, spot, extent: spot.extent ?? whole });
    const linked = group.linked && !cells.hovered && linkedMark(view, group.linked);
    if (linked) marks.push(linked);
    add('pinned', cells.pinned);
    add('hovered', cells.hovered);
    add('cursor', cells.underCursor);
    return marks;
  }
}

/** Place among others of the one head that was shown. */
function headCell({ composition: { panels } }: HeatmapView, { composition, layout }: HeatmapView): Cell | null {
  const [{ layer, head }] = panels;
  const panel = composition.panels.findIndex((one) => one.layer === layer && one.head === head);
  return panel < 0 ? null : layout.tiles[panel];
}

/** Mark of the place that the group looks at; null where that is not among what is shown. */
function linkedMark(view: HeatmapView, { layer, head, query, key }: GroupPlace): HeatmapMark | null {
  const { panels } = view.composition;
  if (isMany(view)) {
    const panel = panels.findIndex((one) => one.layer === layer && one.head === head);
    return panel < 0 ? null : { kind: 'linked', spot: { panel, row: 0, column: 0 }, extent: 'panel' };
  }
  const { rows, columns } = panels[0].raw;
  const [row, column] = [query ?? 0, key ?? 0];
  if ((query === null && key === null) || row >= rows || column >= columns) return null;
  const extent = key === null ? 'row' : query === null ? 'column' : 'cell';
  return { kind: 'linked', spot: { panel: 0, row, column }, extent };
}

/** Whether heads are chosen among, or cells of one head read. */
export const isMany = ({ composition }: HeatmapView): boolean => composition.panels.length > 1;
