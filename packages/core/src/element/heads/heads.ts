import type { ReactiveControllerHost } from 'lit';
import {
  isFileText,
  load,
  type OpenOptions,
  type Source,
  type TensorFile,
  type TensorSource,
  unknownFormat,
} from '../../data/index.js';
import { AttnError } from '../../errors.js';
import { liveDefaults } from '../live/live-defaults.js';
import type { LiveSettings } from '../live/live-options.js';
import type { LiveSource } from '../live/live-source.js';
import { isLive, openSource } from '../live/open-source.js';
import { LoadingController } from '../loading-controller.js';
import { fireAttention, loadDetail, noCell } from './events.js';
import { FollowedSource } from './followed-source.js';
import { type Loaded, type Panel, panelBeside, type ReadPanel, readPanels, type Selection } from './panels.js';
import { rolledOut } from './rolled-out-source.js';
import type { SourceSettings } from './source-properties.js';

/** What the author says of the source and of the heads to show. */
export interface HeadsHost extends ReactiveControllerHost, HTMLElement, Readonly<Omit<SourceSettings, 'tokens'>> {
  /** Tokens of both sides, or of the sentences of a document. */
  readonly tokens: readonly (string | readonly string[])[] | null;
}

/** The language that the element speaks. */
interface Words {
  readonly ready: Promise<void>;
}

/** What an element asks for beyond what its author says. */
export interface HeadsOptions {
  /** What is shown where the author names no layer or no head; all of them by default. */
  readonly choose?: (source: TensorSource) => Selection;
  /** Whether an array of one axis is read as the weights of one query, and not refused. */
  readonly vectors?: boolean;
  /** Finds the source in a file, where the element reads files that other views cannot show. */
  readonly open?: (file: TensorFile, options: OpenOptions, settings: LiveSettings) => Promise<TensorSource>;
}

/** Loads the source, and reads the heads that the author selected or the reader opened. */
export class Heads {
  readonly loading: LoadingController<Loaded>;
  readonly #host: HeadsHost;
  readonly #locale: Words;
  /** Called when other values are about to be shown: those of other heads, or of the same computed anew. */
  readonly #changed: (isOther: boolean) => void;
  readonly #followed: FollowedSource;
  /** How attention is computed where the file holds what it is computed from. */
  readonly #settings: () => LiveSettings;
  readonly #options: HeadsOptions;
  #file: TensorFile | null = null;
  /** The head that the reader opened, in place of the author's selection. */
  #opened: Panel | null = null;
  /** Whether a file is on its way. */
  #isOpening = false;
  /** Whether what comes next shows other heads than what is there. */
  #isOther = true;

  constructor(
    host: HeadsHost,
    locale: Words,
    changed: (isOther: boolean) => void,
    settings: () => LiveSettings = () => liveDefaults,
    options: HeadsOptions = {},
  ) {
    this.#host = host;
    this.#settings = settings;
    this.#options = options;
    this.#followed = new FollowedSource(host, () => this.#begin(this.loading.value === null));
    this.#locale = locale;
    this.#changed = changed;
    this.loading = new LoadingController<Loaded>(host);
  }

  get selection(): Selection {
    return this.#opened ?? { layer: this.#host.layer, head: this.#host.head };
  }

  /** The file that the source was found in, with what else it holds; null where another element gives the source. */
  get file(): TensorFile | null {
    return this.#file;
  }

  /** Whether the reader can go back from one head to several: not where the author asked for that one. */
  get hasWayBack(): boolean {
    return this.#host.layer === null || this.#host.head === null;
  }

  get isOpened(): boolean {
    return this.#opened !== null;
  }

  /** The source that is shown, under the options that hold now. */
  get source(): TensorSource | null {
    const source = this.loading.value?.source ?? null;
    return isLive(source) ? source.with(this.#settings()) : source;
  }

  /** Loads what the properties name. */
  load(): void {
    this.#opened = null;
    this.#followed.follow(this.#host.source);
    this.#begin(true);
  }

  /** @param isNew whether the page is told of it: the same source with other values is no news */
  #begin(isNew: boolean): void {
    const { src, data, source: selector } = this.#host;
    // Another element that shows nothing yet will say when it does; so will the page, once all of it is there.
    const isComing =
      selector && !this.#followed.source && (this.#followed.isFound || document.readyState === 'loading');
    if (isComing || (!selector && !src && data === null)) {
      this.loading.clear();
      return;
    }
    this.#isOpening = true;
    this.#isOther = isNew;
    this.loading.start(async (signal) => {
      // A figure does not appear in one language to go on in another.
      const [opened] = await Promise.all([selector ? this.#take(selector) : this.#open(signal), this.#locale.ready]);
      const source = this.#host.rollup === 'rollout' ? rolledOut(opened) : opened;
      const loaded = await this.#read(source, signal);
      this.#isOpening = false;
      // After the rendering that this value brings about.
      const tell = () => fireAttention(this.#host, 'attn-load', loadDetail(source));
      if (isNew) queueMicrotask(() => void this.#host.updateComplete.then(tell));
      return loaded;
    });
  }

  async #open(signal: AbortSignal): Promise<TensorSource> {
    const { src, data, array, axes, batch, tokens, queryTokens, keyTokens } = this.#host;
    const file = await load(data === null ? src! : checkText(data), { signal, base: document.baseURI });
    const { vectors, open = openSource } = this.#options;
    const flat = tokens?.flat() ?? null;
    const options = { array, axes, batch, tokens: flat, queryTokens, keyTokens, vectors };
    const source = await open(file, options, this.#settings());
    signal.throwIfAborted();
    this.#file = file;
    return source;
  }

  async #take(selector: string): Promise<TensorSource> {
    if (!this.#followed.source) throw new AttnError('no-source', { selector });
    this.#file = null;
    return this.#followed.source;
  }

  /** Shows one head, or with null what the author selected. */
  open(panel: Panel | null): void {
    this.#opened = panel;
    this.#isOther = true;
    const { source } = this;
    if (!source || this.#isOpening) {
      this.#loadAgain();
      return;
    }
    this.loading.start((signal) => this.#read(source, signal));
    if (panel) fireAttention(this.#host, 'attn-select', { ...noCell, layer: panel.layer, head: panel.head });
  }

  /** Computes the same heads under the options that hold now, once `before` has settled; of stored attention nothing. */
  recompute(before: (source: LiveSource, signal: AbortSignal) => Promise<void>): void {
    const { source } = this;
    if (!source || this.#isOpening) this.#loadAgain();
    else if (isLive(source)) {
      this.loading.start(async (signal) => {
        await before(source, signal);
        return this.#read(source, signal);
      });
    }
  }

  /** Under way, or failed at what is now something else: a head that does not exist, a mask that fits nothing. */
  #loadAgain(): void {
    if (this.loading.state !== 'empty') this.load();
  }

  async #read(source: TensorSource, signal: AbortSignal): Promise<Loaded> {
    const { layer, head } = this.selection;
    const chosen = this.#options.choose?.(source);
    const selection = { layer: layer ?? chosen?.layer ?? null, head: head ?? chosen?.head ?? null };
    const panels = await readPanels(source, selection, signal);
    signal.throwIfAborted();
    // The same element that is followed may show what is of another size.
    this.#changed(this.#isOther || !isAlike(this.loading.value?.panels, panels));
    this.#isOther = false;
    return { source, panels };
  }

  /** The head before (−1) or after (1) the one that is shown, null at the ends. */
  beside(step: number): Panel | null {
    const loaded = this.loading.value;
    return loaded && panelBeside(loaded.source, loaded.panels[0], step);
  }
}

/** Whether panels are as many, and of the same sizes, as others. */
function isAlike(before: readonly ReadPanel[] | undefined, after: readonly ReadPanel[]): boolean {
  const sizes = (panels: readonly ReadPanel[] = []) => panels.map(({ raw }) => `${raw.rows} ${raw.columns}`).join();
  return sizes(before) === sizes(after);
}

/** Text given as data must be data: an address belongs into `src`. */
function checkText(data: Source): Source {
  if (typeof data === 'string' && !isFileText(data)) throw unknownFormat('data');
  return data;
}
