import {
  type Cell,
  fireAttention,
  GroupController,
  type GroupPlace,
  type Heads,
  moveCursor,
  noCell,
} from '@attn-elements/core/element';
import type { ReactiveControllerHost } from 'lit';
import type { View } from './composer.js';
import { type Composition, type Other, strongest } from './model.js';

/** Patches that `n` and `p` step through. */
const STRONGEST = 200;

/** A box around a patch. */
export interface Mark {
  readonly kind: 'pinned' | 'hovered' | 'cursor' | 'query';
  readonly patch: number;
}

interface PointingHost extends ReactiveControllerHost, HTMLElement {
  readonly group: string | null;
  /** The author's choice of who looks. */
  readonly query: Other | null;
}

/** Who looks at the picture, which patch the reader points at, and what follows from either. */
export class Pointing {
  readonly group: GroupController;
  readonly #host: PointingHost;
  readonly #heads: Heads;
  readonly #view: () => View | null;
  /** What the reader chose in place of the author. */
  #chosen: Other | null = null;
  /** What another element of the group looks from. */
  #linked: number | null = null;
  #hovered: number | null = null;
  #pinned: number | null = null;
  #cursor: Cell = { row: 0, column: 0 };
  #rank = -1;

  constructor(host: PointingHost, heads: Heads, view: () => View | null) {
    this.#host = host;
    this.#heads = heads;
    this.#view = view;
    this.group = new GroupController(host, (place) => this.#follow(place));
  }

  get cursor(): Cell {
    return this.#cursor;
  }

  /** Whether another element says who looks. */
  get isLinked(): boolean {
    return this.#linked !== null;
  }

  /** The patch that is read out. */
  get patch(): number | null {
    return this.#hovered ?? this.#pinned;
  }

  /** Who looks: as the group, the reader or the author says; else the class token, or the mean of all. */
  otherIn({ others, patches }: Composition): Other {
    const isThere = (other: Other | null) => other !== null && (other === 'mean' || other < others);
    const asked = [this.#linked, this.#chosen, this.#host.query].find(isThere);
    if (asked !== undefined) return asked!;
    return others === 1 || (patches.isSelf && patches.lead > 0) ? 0 : 'mean';
  }

  marks({ composition: { patches }, map }: View): Mark[] {
    const marks: Mark[] = [];
    const add = (kind: Mark['kind'], patch: number | null) => patch !== null && marks.push({ kind, patch });
    // A patch that looks is on the picture itself.
    if (patches.isSelf && map.other !== 'mean' && map.other >= patches.lead) add('query', map.other - patches.lead);
    add('pinned', this.#pinned);
    add('hovered', this.#hovered);
    add('cursor', this.#underCursor);
    return marks;
  }

  /** Forgets everything: other attention is about to be shown. */
  forget(): void {
    this.#hovered = this.#pinned = this.#chosen = this.#linked = null;
    this.#cursor = { row: 0, column: 0 };
    this.#rank = -1;
  }

  /** Gives the keyboard to the patches. */
  focus(): void {
    this.#host.shadowRoot?.querySelector<HTMLElement>('.cells')?.focus({ preventScroll: true });
  }

  /** Lets another look. */
  choose(other: Other | null): void {
    this.#chosen = other;
    this.#linked = this.#pinned = null;
    this.#rank = -1;
    const view = this.#view();
    if (view) {
      const { panel, patches } = view.composition;
      const { layer, head } = panel;
      const at = typeof other === 'number' ? other : null;
      const [query, key] = patches.side === 'keys' ? [at, null] : [null, at];
      fireAttention(this.#host, 'attn-select', { ...noCell, layer, head, ...view.reader.places(query, key) });
      this.group.look({ layer, head, query, key });
    }
    this.#host.requestUpdate();
  }

  readonly onPointerMove = (event: PointerEvent): void => {
    // A finger that moves is scrolling; where it taps, a click follows.
    if (event.pointerType !== 'touch') this.#hover(this.#patchAt(event));
  };

  readonly onPointerLeave = (): void => this.#hover(null);

  readonly onClick = (event: MouseEvent): void => {
    const patch = this.#patchAt(event);
    const view = this.#view();
    if (patch === null || !view) return;
    this.focus();
    const { columns } = view.composition.patches;
    this.#cursor = { row: Math.floor(patch / columns), column: patch % columns };
    this.#activate(patch);
  };

  readonly onKey = (event: KeyboardEvent): void => {
    if (event.altKey || event.metaKey || (event.ctrlKey && !/^(Home|End)$/.test(event.key))) return;
    if (this.press(event.key, event.ctrlKey)) event.preventDefault();
  };

  /** Does what a key stands for; false where it stands for nothing. */
  press(key: string, control = false): boolean {
    const view = this.#view();
    if (!view) return false;
    const { rows, columns } = view.composition.patches;
    const moved = moveCursor(this.#cursor, key, control, rows, columns);
    if (moved) return this.#moveTo(moved);
    if (key === 'Enter' || key === ' ') {
      const patch = this.#underCursor;
      if (patch !== null) this.#activate(patch);
      return true;
    }
    if (key === 'n' || key === 'p') {
      const patches = strongest(view.map, STRONGEST);
      if (patches.length === 0) return true;
      this.#rank = Math.min(patches.length - 1, Math.max(0, this.#rank + (key === 'n' ? 1 : -1)));
      const patch = patches[this.#rank];
      return this.#moveTo({ row: Math.floor(patch / columns), column: patch % columns });
    }
    if (key === '[' || key === ']') {
      const next = this.#heads.beside(key === ']' ? 1 : -1);
      if (next) this.#heads.open(next);
      return true;
    }
    if (key !== 'Escape' || (this.#pinned ?? this.#chosen ?? this.#linked) === null) return false;
    if (this.#pinned === null) this.choose(null);
    this.#pinned = null;
    this.#host.requestUpdate();
    return true;
  }

  #moveTo(cell: Cell): boolean {
    this.#cursor = cell;
    this.#pinned = null;
    this.#hover(this.#underCursor);
    this.#host.requestUpdate();
    return true;
  }

  #hover(patch: number | null): void {
    if (patch === this.#hovered) return;
    this.#hovered = patch;
    const view = this.#view();
    fireAttention(this.#host, 'attn-hover', view && patch !== null ? view.reader.detail(patch) : noCell);
    if (view) this.#look(view, patch ?? this.#pinned);
    this.#host.requestUpdate();
  }

  /** Makes a patch the query where it can be one, else marks it. */
  #activate(patch: number): void {
    const view = this.#view()!;
    const { patches } = view.composition;
    if (patches.isSelf) {
      this.choose(patch + patches.lead);
      return;
    }
    this.#pinned = patch;
    fireAttention(this.#host, 'attn-select', view.reader.detail(patch));
    this.#look(view, patch);
    this.#host.requestUpdate();
  }

  /** Tells the group what is pointed at. */
  #look({ composition, reader, map }: View, patch: number | null): void {
    const { layer, head } = composition.panel;
    const at = typeof map.other === 'number' && !composition.patches.isMap ? map.other : null;
    const [query, key] = composition.patches.side === 'keys' ? [at, null] : [null, at];
    const place = patch === null ? { query, key } : reader.detail(patch);
    this.group.look({ layer, head, query: place.query, key: place.key });
  }

  /** Another element of the group looks somewhere. */
  #follow({ layer, head, query, key }: GroupPlace): void {
    const view = this.#view();
    const { source } = this.#heads;
    this.#hovered = null;
    if (!view || !source) return;
    const { panel, patches } = view.composition;
    const [other, place] = patches.side === 'keys' ? [query, key] : [key, query];
    // The group's place stands before what was chosen here: all look from the same.
    this.#chosen = null;
    this.#linked = patches.isMap ? null : other;
    const patch = place === null ? -1 : place - patches.lead;
    this.#pinned = patch >= 0 && patch < patches.count ? patch : null;
    if (layer === null || head === null || layer >= source.layers) return;
    const named = head as typeof panel.head;
    const isThere = typeof named === 'string' || named < source.heads(layer);
    if (isThere && (panel.layer !== layer || panel.head !== named)) this.#heads.open({ layer, head: named });
  }

  get #underCursor(): number | null {
    const view = this.#view();
    return view && this.#cursor.row * view.composition.patches.columns + this.#cursor.column;
  }

  #patchAt(event: MouseEvent): number | null {
    const view = this.#view();
    if (!view) return null;
    const { x, y, width, height } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    return view.layout.patchAt((event.clientX - x) / width, (event.clientY - y) / height);
  }
}
