import {
  type AttentionGrid,
  type Cell,
  type CellDetail,
  type CellPlace,
  FigureGrid,
  fireAttention,
  type GridSize,
  type GroupPlace,
  Memo,
  noCell,
} from '@attn-elements/core/element';
import { patchUnder } from './patch-under.js';
import { patchAt } from './patches.js';
import type { ImageView } from './view-model.js';
import { type ImageComposition, type Other, strongest } from './model.js';

/** A box around a patch. */
export interface ImageMark {
  readonly kind: 'pinned' | 'hovered' | 'cursor' | 'query';
  readonly patch: number;
}

/** The patches of a picture as a grid, and who looks at them. */
export class ImagePatchGrid extends FigureGrid<number, ImageView> implements AttentionGrid<number> {
  readonly #ranked = new Memo<number[]>();
  /** Token, patch or `mean` that looks as the author says; null where the author says nothing. */
  #given: Other | null = null;
  /** Choice of the reader in place of the author's; null while there is none. */
  #chosen: Other | null = null;
  /** Patch that another element of the group looks from; null without one. */
  #linked: number | null = null;

  /** Whether the reader chose here who looks. */
  get isChosen(): boolean {
    return this.#chosen !== null;
  }

  /** Takes what the author says of who looks. */
  begin(given: Other | null): void {
    this.#given = given;
  }

  /** Token or patch that looks: as the group, the reader or the author says; else the class token, or the mean of all. */
  otherIn({ others, patches }: ImageComposition): Other {
    const isThere = (other: Other | null) => other !== null && (other === 'mean' || other < others);
    const asked = [this.#linked, this.#chosen, this.#given].find(isThere);
    if (asked !== undefined) return asked!;
    return others === 1 || (patches.isSelf && patches.segments[0].kind === 'class') ? 0 : 'mean';
  }

  marks({ composition: { patches }, map }: ImageView): ImageMark[] {
    const { pinned, hovered, underCursor } = this.cells;
    const marks: ImageMark[] = [];
    const add = (kind: ImageMark['kind'], patch: number | null) => patch !== null && marks.push({ kind, patch });
    // A patch that looks is on the picture itself.
    if (patches.isSelf && map.other !== 'mean') add('query', patchAt(patches, map.other));
    add('pinned', pinned);
    add('hovered', hovered);
    add('cursor', underCursor);
    return marks;
  }

  forget(): void {
    this.#chosen = this.#linked = null;
  }

  /** Lets another look. */
  choose(other: Other | null): void {
    this.#chosen = other;
    this.#linked = null;
    const { group } = this.interaction;
    this.cells.pin(null, false);
    const view = this.shown;
    if (!view) return;
    const { query, key } = this.#positions(other);
    fireAttention(this.host, 'attn-select', { ...noCell, ...this.#place, ...view.reader.places(query, key) });
    group.look({ ...this.#place, query, key });
  }

  get size(): GridSize | null {
    return this.shown?.composition.patches ?? null;
  }

  /** Token or patch that looks, where the reader, or a program, chose it. */
  get selection(): CellDetail | null {
    const view = this.shown;
    if (this.#chosen === null || !view) return null;
    const { query, key } = this.#positions(this.#chosen);
    return { ...noCell, ...this.#place, ...view.reader.places(query, key) };
  }

  has(patch: number): boolean {
    return patch < (this.shown?.composition.patches.count ?? 0);
  }

  spotIn({ row, column }: Cell): number {
    return row * this.view.composition.patches.columns + column;
  }

  cellOf(patch: number): Cell {
    const { columns } = this.view.composition.patches;
    return { row: Math.floor(patch / columns), column: patch % columns };
  }

  spotAt({ currentTarget, clientX, clientY }: MouseEvent): number | null {
    const { x, y, width, height } = (currentTarget as HTMLElement).getBoundingClientRect();
    const { shown } = this;
    return shown && patchUnder(shown, (clientX - x) / width, (clientY - y) / height);
  }

  strongest(count: number): readonly number[] {
    const { map } = this.view;
    return this.#ranked.of([map], () => strongest(map, count));
  }

  detail(patch: number): CellDetail {
    return this.view.reader.detail(patch);
  }

  placeOf(patch: number | null): Partial<GroupPlace> {
    const { composition, reader } = this.view;
    const { isMap, lead, side } = composition.patches;
    if (isMap) {
      const { query, key } = patch === null ? noCell : reader.detail(patch);
      return { ...this.#place, query, key };
    }
    const position = patch === null ? null : patch + lead;
    const at = this.#positions(this.otherIn(composition));
    return { ...this.#place, ...at, [side === 'key' ? 'key' : 'query']: position };
  }

  nameAt(side: 'query' | 'key', at: number, count: number): string | null {
    return this.view.names.nameAt(side, at, count);
  }

  spotOf(place: CellPlace): number | null {
    const { patches, panel } = this.view.composition;
    const { query, key } = place;
    if (patches.isMap) return query === null || key === null ? null : query * panel.raw.columns + key;
    const at = patches.side === 'key' ? key : query;
    return at === null ? null : patchAt(patches, at);
  }

  /** The side that is no patches looks; a patch of the other is pinned. */
  select(place: CellPlace | null): void {
    const { patches } = this.view.composition;
    this.#linked = null;
    this.#chosen = !place || patches.isMap ? null : patches.side === 'key' ? place.query : place.key;
    this.cells.pin(place && this.spotOf(place), false);
  }

  /** Makes a patch the query where it can be one, else marks it. */
  activate(patch: number): void {
    const { patches } = this.view.composition;
    if (patches.isSelf) this.choose(patch + patches.lead);
    else this.cells.pin(patch);
  }

  back(): boolean {
    if ((this.#chosen ?? this.#linked) === null) return false;
    this.choose(null);
    return true;
  }

  /** The group's place stands before what was chosen here: all look from the same. */
  followed({ query, key }: GroupPlace): void {
    const view = this.shown;
    if (!view) return;
    const { patches } = view.composition;
    const [other, place] = patches.side === 'key' ? [query, key] : [key, query];
    this.#chosen = null;
    this.#linked = patches.isMap ? null : other;
    this.cells.pin(place === null ? null : patchAt(patches, place), false);
  }

  get #place() {
    const { layer, head } = this.view.composition.panel;
    return { layer, head };
  }

  /** The query or the key that another is. */
  #positions(other: Other | null): CellPlace {
    const at = typeof other === 'number' ? other : null;
    return this.shown?.composition.patches.side === 'query' ? { query: null, key: at } : { query: at, key: null };
  }
}
