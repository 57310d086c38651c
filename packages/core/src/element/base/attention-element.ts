import type { PropertyValues } from 'lit';
import type { Matrix } from '../../color/index.js';
import type { Remark, TensorSource } from '../../data/index.js';
import { AttnError } from '../../errors.js';
import { lazy } from '../../lazy.js';
import type { Extent } from '../../math/index.js';
import type { Failure } from '../failure.js';
import type { Say } from '../locale.js';
import type { AttentionEvents, CellDetail, ChangeDetail } from '../heads/events.js';
import type { SelectedPlace } from '../heads/find-place.js';
import { type AttentionProvider, SOURCE_CHANGED } from '../heads/followed-source.js';
import {
  AttentionController,
  type AttentionHost,
  type AttentionControllerOptions,
  type ValuesChange,
} from '../heads/attention-controller.js';
import { type AttentionGrid, AttentionInteraction, type GridOf } from '../interaction/attention-interaction.js';
import { leftOutRows } from '../heads/left-out.js';
import { panelNames } from '../heads/panel-names.js';
import type { Hiding } from '../heads/hidden-keys.js';
import type { Loaded } from '../heads/panels.js';
import type { AttentionInputs } from '../parts/view-inputs.js';
import { isOtherSource, sourceProperties } from '../heads/source-properties.js';
import { computedDefaults } from '../computed/computed-defaults.js';
import type { ComputedSettings } from '../computed/computed-options.js';
import { Memo } from '../memo.js';
import type { PropertiesOf, PropertyTable } from '../properties/property.js';
import { tellRefusal } from '../properties/property-check.js';
import type { Listening } from '../typed-events.js';
import { fromEnd, indexIn } from '../interaction/index-in.js';
import { weightRows } from '../reading/weight-rows.js';
import { countedFrom } from './counted.js';
import { FigureElement } from './figure-element.js';
import type { FigureTools } from './figure-tools.js';

/** Tools that templates of attention are made with. */
export interface AttentionTools<Words extends string> extends FigureTools<Words> {
  readonly heads: AttentionController;
}

/** Composition of every view of attention. */
export interface AttentionView {
  /** Lowest and highest value that is shown, which a group shares a scale by. */
  readonly composition: { readonly extent: Extent };
  /** The figure in a sentence or two. */
  readonly summary: string;
  /** Matrix of which something is shown that is made of all its rows; null where nothing is. Rows that are not numbers are left out. */
  readonly averaged?: Matrix | null;
}

// oxlint-disable-next-line no-unused-vars -- The class has them: both must.
export interface AttentionElement<View extends AttentionView, Words extends string>
  extends PropertiesOf<typeof sourceProperties> {}

/**
 * A figure that shows attention: of a file, of data, or of another element; alone or in a group.
 *
 * @fires attn-load - The source was read and is shown: {layers, heads, queries, keys, kind, tokens}.
 * @fires attn-error - The source cannot be shown: {code, message}.
 * @fires attn-select - A reader pinned a cell, or opened a head: {layer, head, query, key, weight, queryToken, keyToken}.
 * @fires attn-hover - A reader points at a cell, or, with nulls, no longer: the same detail.
 * @fires attn-change - A reader changed what is shown: {layer, head} and all else that readers can change, by the names of its properties, as they are now.
 */
export abstract class AttentionElement<View extends AttentionView, Words extends string>
  extends FigureElement<View, Words>
  implements AttentionProvider, AttentionHost
{
  static override properties: PropertyTable = sourceProperties;
  /** Options of the choice of heads: which are shown where the author names no layer or no head, and which files can be. */
  static choosing: AttentionControllerOptions = {};

  declare addEventListener: Listening<AttentionEvents>;
  declare removeEventListener: Listening<AttentionEvents, boolean | EventListenerOptions>;

  protected readonly attention = new AttentionController(
    this,
    {
      locale: this.locale,
      arrived: this.arrived,
      settings: () => this.settings,
      changed: (change) => this.valuesChange(change),
      told: () => {
        this.change({});
        this.interaction.group.look(this.attention.selection);
      },
    },
    (this.constructor as typeof AttentionElement).choosing,
  );
  /** Words of the element; of a sparse source a cell without a number is one that is not stored. */
  protected override readonly say = ((name, details) => {
    const isUnstored = name === 'nan' && this.#isSparse;
    return this.locale.say((isUnstored ? 'unstored' : name) as never, countedFrom(this.firstIndex, name, details));
  }) as Say<Words>;
  readonly #provided = new Memo<void>();
  readonly #told = new Memo<void>();
  /** Error of a view that cannot be made as the author asks; null where it can. */
  #fault: AttnError | null = null;
  /** Counts selections: of two that are under way the later counts. */
  #selections = 0;

  /** Reads the source again: a file that has changed on its server since is shown as it is now. Settles as `ready` does. */
  reload(): Promise<void> {
    this.attention.load(true);
    return this.ready;
  }

  /** Attention that is shown, for elements whose `from` names this one; null while that is nothing. */
  get attentionSource(): TensorSource | null {
    return this.attention.source;
  }

  /** Selection, as `attn-select` tells it: the cell that is pinned, else the head that was opened; null where nothing is. */
  get selection(): CellDetail | null {
    return this.interaction.selection;
  }

  /**
   * Selects a place, as a reader does: its head is opened, its cell pinned and shared with the group; with null nothing is selected
   * any more. The focus stays where it is, and no event tells of it. A layer or head that is left out or null stays as it is shown, of a
   * query or a key alone all of it is selected; negative numbers count from the end.
   * @returns settles when it is shown, or another selection has taken its place
   * @throws {AttnError} rejects with `no-head` or `bad-option` where there is no such place, or with what keeps the source from being shown
   */
  async select(place: SelectedPlace | null): Promise<void> {
    const turn = ++this.#selections;
    const isOver = () => turn !== this.#selections;
    const finding = place && lazy(() => import('../heads/find-place.js'));
    // Told of once the figure is there.
    finding?.catch(() => {});
    await this.ready;
    const finder = this.attention.loading.value && (await finding);
    if (isOver()) return;
    const loaded = this.attention.loading.value;
    if (!loaded) throw this.error ?? new AttnError('empty', { url: 'src' });
    const found = place && (await finder!.placeIn(place, loaded));
    if (isOver()) return;
    if (!found || found.selection) this.attention.show(found?.selection ?? null);
    await this.ready;
    if (isOver()) return;
    if (this.error) throw this.error;
    this.interaction.select(found?.cell ?? null);
    await this.ready;
  }

  /** The values that are shown, as CSV: layer, head, query, key, query_token, key_token, and weight, score or value. */
  override toCSV(): Promise<string> {
    return super.toCSV();
  }

  /**
   * The values of one head as the source has them.
   * @returns shape [queries, keys] and its row-major values
   * @throws {AttnError} where there is no source, or it has no such head
   */
  async weights(layer: number, head: number): Promise<{ shape: [queries: number, keys: number]; data: Float32Array }> {
    await this.ready;
    const source = this.attention.loading.value?.source;
    if (!source) throw this.attention.loading.error ?? new AttnError('empty', { url: 'src' });
    const values = await source.slice(layer, head);
    const [queries, keys] = source.shape(layer);
    return { shape: [queries, keys], data: values.slice() };
  }

  protected override get tools(): AttentionTools<Words> {
    return { ...super.tools, heads: this.attention };
  }

  protected override get context() {
    const { placeName, interaction } = this;
    const { domain: shared, nameElsewhere } = interaction.group;
    return { ...super.context, placeName, shared, nameElsewhere };
  }

  /** Interaction of the reader: pointing and choosing. */
  protected abstract readonly interaction: AttentionInteraction;

  /** The interaction with a grid of what is shown. */
  protected interact<Spot, Grid extends AttentionGrid<Spot>>(
    GridOfThis: GridOf<Spot, View, this, Grid>,
  ): AttentionInteraction<Spot, Grid> {
    const change = (changes: object) => this.change(changes);
    return new AttentionInteraction(this, this.attention, change, (own) => new GridOfThis(own, () => this.shown, this));
  }

  /**
   * View to show of what was loaded; null while there is none.
   * @param given what was loaded, the scale that is shared, and words
   * @throws {AttnError} where it cannot be shown as the author asks
   */
  protected abstract compose(given: AttentionInputs<Words>): View | null;

  /** Options by which attention is computed, where the file holds what it is computed from. */
  protected get settings(): ComputedSettings {
    return computedDefaults;
  }

  /** Keys that the author hides. */
  protected get hiding(): Hiding {
    const { hideFirstToken, hide } = this;
    return { hideFirstToken, hide };
  }

  protected override get changeable(): ChangeDetail {
    return super.changeable as ChangeDetail;
  }

  /** Values are about to be shown: of another source or other heads, or the same computed anew. */
  protected valuesChange(change: ValuesChange): void {
    if (change !== 'values') this.table.close();
    // Of other heads of the same source what was pointed at is still there.
    if (change === 'source') this.interaction.cells.forget();
  }

  protected override savedRows(): Iterable<readonly (string | number)[]> | null {
    const { value } = this.attention.loading;
    return value && this.rowsOf(value);
  }

  /** The rows of the CSV file of what was loaded. */
  protected rowsOf({ source, panels }: Loaded): Iterable<readonly (string | number)[]> {
    return weightRows(source, panels);
  }

  protected override savedLine(_view: View): string | null {
    const loaded = this.attention.loading.value!;
    const isOneHead = loaded.panels.every(({ head }) => head === loaded.panels[0].head);
    // How many heads there are is seen.
    return (
      this.namesOf(loaded)
        .slice(0, isOneHead ? undefined : -1)
        .join(' · ') || null
    );
  }

  protected override get error(): AttnError | null {
    return this.attention.loading.error ?? this.#fault;
  }

  protected override get lacksSource(): boolean {
    return this.attention.loading.state === 'empty' && !this.src && !this.from && this.data === null;
  }

  protected override loadAgain(): void {
    this.attention.load(true);
  }

  protected override get isLoading(): boolean {
    return this.attention.loading.state === 'loading';
  }

  protected override get description(): string | null {
    return this.attention.loading.value?.source.description ?? null;
  }

  protected override get ownName(): string {
    const name = this.placeName;
    const raw = this.attention.loading.value?.panels[0].raw;
    return raw ? this.say('sized', { name, rows: raw.rows, columns: raw.columns }) : name;
  }

  /** Layer and head that are shown; the element's own name where the file has one alone. */
  protected get placeName(): string {
    const { value } = this.attention.loading;
    const names = value ? this.namesOf(value).join(' · ') : '';
    return names || this.say(value?.source.kind === 'values' ? 'values' : ('name' as Words));
  }

  /** Names that tell what is shown from what else its file has. */
  protected namesOf(loaded: Loaded): readonly string[] {
    return panelNames(loaded, this.say);
  }

  get #isSparse(): boolean {
    return this.attention.loading.value?.source.isSparse ?? false;
  }

  /** A file of single cells has a colour of its own for those that are not stored. */
  #markSparse(): void {
    const { classList } = this.find('.frame')!;
    if (classList.contains('sparse') === this.#isSparse) return;
    classList.toggle('sparse', this.#isSparse);
    this.plot?.recolor();
  }

  protected override summary(view: View): string {
    return view.summary;
  }

  protected override remarks({ averaged }: View): readonly Remark[] {
    const remarks = this.attention.loading.value?.source.remarks ?? [];
    // A rollup leaves the same rows out of every layer.
    const rolled = this.rollup !== 'none' ? this.attention.loading.value?.panels[0].raw : null;
    const matrix = averaged ?? rolled;
    return matrix ? [...remarks, ...leftOutRows(matrix, this.#isSparse)] : remarks;
  }

  protected override underWay(): readonly Promise<unknown>[] {
    return [this.attention.loading.settled, this.attention.awaited, ...super.underWay()];
  }

  protected override explain({ code, details }: Pick<Failure, 'code' | 'details'>): string {
    const { axis } = details;
    return super.explain({ code, details: axis ? { ...details, axis: this.say(axis as 'query' | 'key') } : details });
  }

  protected override follow(changed: PropertyValues): void {
    if (this.isRefresh(changed)) this.attention.refresh();
    else if (isOtherSource(changed)) this.attention.load(this.hasUpdated && changed.has('src'));
    else if (
      changed.has('layer') ||
      changed.has('head') ||
      this.#isOverlaidAnew(changed) ||
      this.#isPaddingAsked(changed)
    )
      this.attention.reread();
  }

  /** Which keys are padding stands in the file, and is read with the heads; it may not stand there. */
  #isPaddingAsked(changed: PropertyValues): boolean {
    return changed.has('hide') && (this.hide === 'padding' || changed.get('hide') === 'padding');
  }

  #isOverlaidAnew(changed: PropertyValues): boolean {
    return (this.constructor as typeof AttentionElement).choosing.overlays === true && changed.has('showHeads');
  }

  protected override makeView(): View | null {
    const loaded = this.attention.loading.value;
    this.#fault = null;
    if (!loaded) return null;
    // Hidden, as in a closed tab: what was there stays for when it is shown again.
    if (this.plot?.room.width === 0) return this.shown;
    try {
      return this.compose({ loaded, ...this.context });
    } catch (error) {
      if (!(error instanceof AttnError)) throw error;
      this.#fault = error;
      return null;
    }
  }

  /**
   * Position that the author names, counted from the start; null where none is named, or none is there in a head that a reader
   * opened, which may be of another size.
   * @throws {AttnError} `bad-option` where there is none
   */
  protected positionIn(name: string, at: number | null, count: number): number | null {
    if (at === null) return null;
    if (!this.attention.isOpened) return indexIn(name, at, count);
    const index = fromEnd(at, count);
    return index >= 0 && index < count ? index : null;
  }

  protected override updated(): void {
    this.#markSparse();
    this.interaction.group.show(this.shown && this.shown.composition.extent);
    this.#provided.of([this.attention.loading.value], () => {
      this.dispatchEvent(new Event(SOURCE_CHANGED));
    });
    super.updated();
    this.#told.of([this.#fault?.message], () => this.#fault && tellRefusal(this, this.#fault));
    if (this.shown) this.interaction.catchUp();
  }
}
