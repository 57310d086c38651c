import type { ReactiveControllerHost } from 'lit';
import {
  load,
  type SmallerSource,
  type Source,
  type TensorFile,
  type TensorSource,
  type LoadOptions,
} from '../../data/index.js';
import { AttnError } from '../../errors.js';
import { lazy } from '../../lazy.js';
import type { GroupPlace } from '../group/group.js';
import type { ComputedSettings } from '../computed/computed-options.js';
import type { ComputedSource } from '../computed/computed-source.js';
import { isComputed, openSource } from '../computed/open-source.js';
import type { SourceOptions } from '../computed/operations.js';
import { LoadingController } from '../loading-controller.js';
import { PageAddress } from '../page-address.js';
import { fireAttention, loadDetail, noCell } from './events.js';
import { FollowedSource } from './followed-source.js';
import { hasHead, headsRead, type Loaded, type Panel, panelBeside, type ReadPanel, readPanels } from './panels.js';
import { type Selection, selectionOf, type Shows } from './selection.js';
import type { SourceSettings } from './source-properties.js';

/** Host of the attention, with the author's properties of the source and of the heads to show. */
export interface AttentionHost extends ReactiveControllerHost, HTMLElement, Readonly<SourceSettings> {
  /** Heads that are laid over one another, of an element that shows one at a time else. */
  readonly showHeads?: readonly number[] | null;
}

/** Change of the values that are about to be shown: of another source, of other heads of the same, or of the same heads computed anew. */
export type ValuesChange = 'source' | 'heads' | 'values';

/** The element around a source, and what it is told. */
export interface HeadsContext {
  /** The language that the element speaks. */
  readonly locale: { readonly ready: Promise<void> };
  /** Some of the file has come. */
  readonly arrived: () => void;
  /** Options by which attention is computed where the file holds what it is computed from. */
  readonly settings: () => ComputedSettings;
  /** Other values are about to be shown. */
  readonly changed: (change: ValuesChange) => void;
  /** A reader has opened other heads: the page is to be told. */
  readonly told: () => void;
}

/** Options of an element beyond the properties of its author. */
export interface AttentionControllerOptions {
  /** Share of the source that is shown at once; all layers and heads by default. */
  readonly shows?: Shows;
  /** Whether an array of one axis is read as the weights of one query, and not refused. */
  readonly vectors?: boolean;
  /** Whether the element itself finds where patches stand, by `span`, `grid` and more. */
  readonly patches?: boolean;
  /** Whether the heads that `showHeads` names are shown in place of one. */
  readonly overlays?: boolean;
  /** Whether without data the rule of a mask is shown, where the author gives one. */
  readonly rules?: boolean;
  /** Whether of attention that is kept in several sizes one is shown that can be read at once: its queries and keys are several tokens each. */
  readonly overviews?: boolean;
  /** Finds the source in a file, where the element reads files that other views cannot show. */
  readonly open?: (file: TensorFile, options: SourceOptions, settings: ComputedSettings) => Promise<TensorSource>;
}

const rolling = () => lazy(() => import('./rolled-up-source.js'));

/** Loads the source, and reads the heads that the properties `layer` and `head` name, whether the author set them or a reader did. */
export class AttentionController {
  readonly loading: LoadingController<Loaded>;
  readonly #host: AttentionHost;
  readonly #context: HeadsContext;
  readonly #options: AttentionControllerOptions;
  readonly #address: PageAddress;
  readonly #followed: FollowedSource;
  #file: TensorFile | null = null;
  /** Selection by the properties before another was opened in place of it; null while they say it. */
  #authors: Selection | null = null;
  /** Selection that was opened last, to tell it from one that the author sets. */
  #opened: Selection | null = null;
  #isLinked = false;
  /** Whether what the properties name was named anew, and is read again. */
  #isAgain = false;
  /** Whether a file is on its way. */
  #isOpening = false;
  /** Change of the values that the next showing brings. */
  #next: ValuesChange = 'source';

  constructor(host: AttentionHost, context: HeadsContext, options: AttentionControllerOptions = {}) {
    this.#host = host;
    this.#context = context;
    this.#options = options;
    this.#address = new PageAddress(host, () => this.load());
    this.#followed = new FollowedSource(host, () => this.#begin(this.loading.value === null));
    this.loading = new LoadingController<Loaded>(host);
  }

  /** Selection that is asked for: the properties of the element say it, whoever set them. */
  get selection(): Selection {
    return { layer: this.#host.layer, head: this.#host.head };
  }

  /** Heads that are laid over one another; null where one is shown. */
  get overlaid(): readonly number[] | null {
    return (this.#options.overlays && this.#host.showHeads) || null;
  }

  /** The file that the source was found in, with what else it holds; null where another element gives the source. */
  get file(): TensorFile | null {
    return this.#file;
  }

  /** Settles once another element that is followed has what it was about to show. */
  get awaited(): Promise<unknown> {
    return this.#followed.settled;
  }

  /** Whether the reader can go back from one head to several: not where the author asked for that one. */
  get hasWayBack(): boolean {
    const { layer, head } = this.#authors ?? this.selection;
    return layer === null || head === null;
  }

  /** Whether something else is shown than what the author asked for. */
  get isOpened(): boolean {
    return this.#authors !== null;
  }

  /** Whether it is shown because another element of the group looks at it. */
  get isLinked(): boolean {
    return this.#isLinked;
  }

  /** The source that is shown, under the options that hold now. */
  get source(): TensorSource | null {
    const shown = this.loading.value?.source ?? null;
    const source = (shown as Partial<SmallerSource> | null)?.whole ?? shown;
    return isComputed(source) ? source.with(this.#context.settings()) : source;
  }

  /**
   * Loads what the properties name. What was opened was a head of what is there: of another source the author's is shown.
   * @param isAgain whether a file that was read before is asked for again
   */
  load(isAgain = false): void {
    this.#isAgain = isAgain;
    if (this.#authors && isSame(this.selection, this.#opened)) Object.assign(this.#host, this.#authors);
    this.#authors = null;
    this.#isLinked = false;
    this.#loadAgain();
  }

  /** Reads the same anew: what the properties name has changed inside. Which head is shown, and what is pinned, stays. */
  refresh(): void {
    this.#begin(this.loading.value === null);
  }

  /** @param isNew whether the page is told of it: the same source with other values is no news */
  #begin(isNew: boolean): void {
    const { src, data, from: selector } = this.#host;
    // Another element that shows nothing yet will say when it does; so will the page, once all of it is there.
    const isComing =
      selector && !this.#followed.source && (this.#followed.isFound || document.readyState === 'loading');
    const isRule = this.#isRule;
    if (isComing || (!isRule && !selector && !src && data === null)) {
      this.loading.clear();
      return;
    }
    this.#isOpening = true;
    if (isNew) this.#next = 'source';
    this.loading.start(async (signal) => {
      // A figure does not appear in one language to go on in another.
      const [opened] = await Promise.all([
        isRule ? this.#openRule() : selector ? this.#take(selector) : this.#open(signal),
        this.#context.locale.ready,
      ]);
      const { rollup } = this.#host;
      const source = rollup === 'none' ? opened : (await rolling()).rolledUp(opened, rollup);
      const loaded = await this.#read(source, signal);
      this.#isOpening = false;
      // After the rendering that this value brings about.
      const tell = () => fireAttention(this.#host, 'attn-load', loadDetail(source));
      if (isNew) queueMicrotask(() => void this.#host.updateComplete.then(tell));
      return loaded;
    });
  }

  /** Whether the author names no attention, but who may attend to whom, and how many they are: else data are awaited. */
  get #isRule(): boolean {
    const { src, data, from, tokens, queryTokens, keyTokens } = this.#host;
    const { mask } = this.#context.settings();
    const isSized = Boolean((tokens ?? queryTokens ?? keyTokens)?.length) || /\bsize \d/.test(mask);
    return this.#options.rules === true && !from && !src && data === null && mask !== 'none' && isSized;
  }

  async #openRule(): Promise<TensorSource> {
    const { openRule } = await lazy(() => import('../computed/open-computed.js'));
    const { tokens, queryTokens, keyTokens } = this.#host;
    this.#file = null;
    const flat = (list: typeof tokens) => list && list.flat();
    return openRule(
      { tokens: flat(tokens), queryTokens: flat(queryTokens), keyTokens: flat(keyTokens) },
      this.#context.settings(),
    );
  }

  async #open(signal: AbortSignal): Promise<TensorSource> {
    const { src, data, array, axes, batch, encoding, maskSense, operation, tokens, queryTokens, keyTokens } =
      this.#host;
    const base = data === null ? this.#address.baseOf(src!, this.loading.settled) : undefined;
    const file = await this.#load(data === null ? src! : data, {
      signal,
      base,
      encoding,
      // Text given as data must be data: an address belongs into `src`.
      isData: data !== null,
      onArrival: this.#context.arrived,
    });
    const { vectors, patches, open = openSource } = this.#options;
    const { span, grid } = patches ? {} : this.#host;
    const { axisUnit: unit, axisStart: start, axisStep: step } = this.#host;
    const measure = unit || start !== 0 || step !== 1 ? { unit, start, step } : null;
    const options = {
      array,
      axes,
      batch,
      maskSense,
      operation,
      tokens,
      queryTokens,
      keyTokens,
      vectors,
      span,
      grid,
      measure,
    };
    const source = await open(file, options, this.#context.settings());
    signal.throwIfAborted();
    this.#file = file.examples.at(batch ?? 0) ?? file;
    return source;
  }

  /** A file at an address that this element has read before is asked for again where the author says so anew. */
  async #load(source: Source, options: LoadOptions): Promise<TensorFile> {
    const file = await load(source, { ...options, isFresh: this.#isAgain });
    this.#isAgain = false;
    return file;
  }

  async #take(selector: string): Promise<TensorSource> {
    if (!this.#followed.source) throw new AttnError('no-source', { selector });
    this.#file = null;
    return this.#followed.array(this.#host.array)!;
  }

  /** A reader opens layers and heads, or with null goes back to the author's: the properties and the page are told. */
  open(selection: Selection | null): void {
    if (!this.show(selection)) return;
    if (selection) fireAttention(this.#host, 'attn-select', { ...noCell, ...selection });
    this.#context.told();
  }

  /** Opens layers and heads, or with null the author's, and tells nobody but the properties; false where they are open. */
  show(selection: Selection | null): boolean {
    const next = selection ?? this.#authors;
    this.#isLinked = false;
    if (!next || isSame(next, this.selection)) return false;
    const authors = this.#authors ?? this.selection;
    this.#authors = isSame(next, authors) ? null : authors;
    this.#opened = { layer: next.layer, head: next.head };
    Object.assign(this.#host, this.#opened);
    return true;
  }

  /** Opens the head that the group looks at, where one head is shown and that one is there. */
  follow({ layer, head }: Pick<GroupPlace, 'layer' | 'head'>): void {
    const loaded = this.loading.value;
    if (!loaded || loaded.panels.length > 1 || layer === null || head === null) return;
    const [shown] = loaded.panels;
    const place = { layer, head: head as Panel['head'] };
    if (isSame(place, shown) || !hasHead(loaded.source, place)) return;
    this.#isLinked = this.show(place);
  }

  /** Reads other heads of what is there: `layer` or `head` has changed. */
  reread(): void {
    if (!isSame(this.selection, this.#opened)) this.#authors = null;
    this.#opened = this.selection;
    if (this.loading.value) this.#next = 'heads';
    const { source } = this;
    if (!source || this.#isOpening) {
      if (this.loading.state !== 'empty') this.#loadAgain();
    } else this.loading.start((signal) => this.#read(source, signal));
  }

  /** Computes the same heads under the options that hold now, once `before` has settled; of stored attention nothing. */
  recompute(before: (source: ComputedSource, signal: AbortSignal) => Promise<void>): void {
    const { source } = this;
    const isRule = this.#isRule || source?.isRule;
    // A rule may have become one of another size, or none.
    if (!source || this.#isOpening || isRule) {
      if (this.loading.state !== 'empty' || isRule) this.#loadAgain();
    } else if (isComputed(source)) {
      this.loading.start(async (signal) => {
        await before(source, signal);
        return this.#read(source, signal);
      });
    }
  }

  /** Also where it is under way, or failed at what is now something else: a head that does not exist, a mask that fits nothing. */
  #loadAgain(): void {
    this.#followed.follow(this.#host.from);
    this.#begin(true);
  }

  async #read(whole: TensorSource, signal: AbortSignal): Promise<Loaded> {
    const { shows = 'layers' } = this.#options;
    const selection = selectionOf(whole, this.selection, shows, this.#host.rollup !== 'none');
    const source = (this.#options.overviews && whole.atOnce?.(headsRead(whole, selection, this.overlaid))) || whole;
    const panels = await readPanels(source, selection, signal, this.overlaid, this.#host.hide);
    signal.throwIfAborted();
    const before = this.loading.value;
    // The same element that is followed may show what is of another size; cells of a smaller source are others.
    const isLevel =
      before !== null && before.source !== source && this.#next !== 'source' && whole.atOnce !== undefined;
    const isOther = isLevel || (this.#next === 'values' && !isAlike(before?.panels, panels));
    this.#context.changed(isOther ? 'source' : this.#next);
    this.#next = 'values';
    return { source, panels };
  }

  /** The head before (−1) or after (1) the one that is shown, null at the ends. */
  beside(step: number): Panel | null {
    const loaded = this.loading.value;
    return loaded && !this.overlaid ? panelBeside(loaded.source, loaded.panels[0], step) : null;
  }
}

const isSame = (one: Selection | null, other: Selection | null): boolean =>
  one?.layer === other?.layer && one?.head === other?.head;

/** Whether panels are as many, and of the same sizes, as others. */
function isAlike(before: readonly ReadPanel[] | undefined, after: readonly ReadPanel[]): boolean {
  const sizes = (panels: readonly ReadPanel[] = []) => panels.map(({ raw }) => `${raw.rows} ${raw.columns}`).join();
  return sizes(before) === sizes(after);
}
