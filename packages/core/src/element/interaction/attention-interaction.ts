import type { ReactiveControllerHost } from 'lit';
import { GroupController } from '../group/group-controller.js';
import type { GroupPlace, NameAt } from '../group/group.js';
import { type CellDetail, fireAttention, noCell } from '../heads/events.js';
import type { AttentionController } from '../heads/attention-controller.js';
import type { CellPlace } from './cell-place.js';
import { type GridActions, GridInteraction, type InteractiveGrid } from './grid-interaction.js';

/** A figure of attention as a grid: what its spots are of the attention, and what it does of its own. */
export interface AttentionGrid<Spot>
  extends InteractiveGrid<Spot>,
    Partial<Omit<GridActions<Spot>, 'hovered' | 'pinned'>> {
  /** Detail of a spot for events. */
  detail(spot: Spot): CellDetail;
  /** Place where the group looks with the reader at a spot, or, with null, at none; what is absent stays as it is. */
  placeOf(spot: Spot | null): Partial<GroupPlace>;
  /** The spot of a query and a key, of which one may be null; null where the figure has none. */
  spotOf(place: CellPlace): Spot | null;
  /** Selection beside the pinned spot. */
  readonly selection?: CellDetail | null;
  /** Takes what a program selects, in place of pinning it. */
  select?(place: CellPlace | null): void;
  /** Shows the head that the group looks at, in place of opening it. */
  followHead?(place: GroupPlace): void;
  /** Name of a position, for elements of the group that have none for it. */
  nameAt?: NameAt;
  /** Another element of the group looks somewhere. */
  followed?(place: GroupPlace): void;
}

/** The element around a grid. */
interface InteractionHost extends ReactiveControllerHost, HTMLElement {
  readonly group: string | null;
}

/** Constructor of a grid for an element whose interaction and view these are. */
export type GridOf<Spot, View, Host, Grid> = new (
  interaction: AttentionInteraction<Spot>,
  view: () => View | null,
  host: Host,
) => Grid;

/** Interaction with a figure of attention: its grid, its heads and its group, and what the page is told of it. */
export class AttentionInteraction<Spot = unknown, Grid extends AttentionGrid<Spot> = AttentionGrid<Spot>> {
  readonly grid: Grid;
  readonly cells: GridInteraction<Spot>;
  readonly group: GroupController;
  /** Attention of the heads that are shown. */
  readonly attention: AttentionController;
  /** Takes what a reader changes of the element's properties. */
  readonly change: (changes: object) => void;
  readonly #host: InteractionHost;
  /** Whether the group looked somewhere before there was anything to show. */
  #isBehind = false;

  constructor(
    host: InteractionHost,
    attention: AttentionController,
    change: (changes: object) => void,
    grid: (interaction: AttentionInteraction<Spot>) => Grid,
  ) {
    this.#host = host;
    this.attention = attention;
    this.change = change;
    this.group = new GroupController(
      host,
      (place) => this.#follow(place),
      (...position) => (this.grid.size && this.grid.nameAt?.(...position)) ?? null,
    );
    this.grid = grid(this);
    this.cells = new GridInteraction(host, this.grid, this.#actions());
  }

  /** Selection, as `attn-select` tells it; null where nothing is selected. */
  get selection(): CellDetail | null {
    const { pinned } = this.cells;
    if (pinned !== null) return this.grid.detail(pinned);
    if (this.grid.selection) return this.grid.selection;
    const { isOpened, isLinked, selection } = this.attention;
    return isOpened && !isLinked && this.grid.size ? { ...noCell, ...selection } : null;
  }

  /** Pins a cell that a program names, or, with null, lets go; the group looks there, and the page is not told. */
  select(place: CellPlace | null): void {
    const { cells } = this;
    cells.drop();
    if (this.grid.select) this.grid.select(place);
    else cells.pin(place && this.grid.spotOf(place), false);
    this.look();
  }

  /** Tells the group what is looked at. */
  look(): void {
    if (this.grid.size) this.group.look(this.grid.placeOf(this.cells.spot));
  }

  /** Goes where the group looks already, once there is something to show. */
  catchUp(): void {
    const { linked } = this.group;
    if (!this.#isBehind || !this.grid.size) return;
    this.#isBehind = false;
    if (linked) this.#goTo(linked);
  }

  #actions(): GridActions<Spot> {
    const { grid } = this;
    return {
      hovered: (spot) => {
        fireAttention(this.#host, 'attn-hover', spot === null || !grid.size ? noCell : grid.detail(spot));
        this.look();
      },
      pinned: (spot) => {
        if (spot !== null) fireAttention(this.#host, 'attn-select', grid.detail(spot));
        this.look();
      },
      activate: (spot) => (grid.activate ? grid.activate(spot) : this.cells.pin(spot)),
      missed: grid.missed?.bind(grid),
      reached: grid.reached?.bind(grid),
      step: (by) => (grid.step ? grid.step(by) : this.#stepHead(by)),
      back: () => grid.back?.() ?? false,
    };
  }

  #stepHead(by: 1 | -1): boolean {
    // Among many heads there is none before or after.
    if (this.attention.loading.value?.panels.length !== 1) return false;
    const next = this.attention.beside(by);
    if (next) this.attention.open(next);
    return true;
  }

  #follow(place: GroupPlace): void {
    this.cells.drop();
    this.#isBehind = this.grid.size === null;
    if (!this.#isBehind) this.#goTo(place);
  }

  #goTo(place: GroupPlace): void {
    if (this.grid.followHead) this.grid.followHead(place);
    else this.attention.follow(place);
    this.grid.followed?.(place);
  }
}
