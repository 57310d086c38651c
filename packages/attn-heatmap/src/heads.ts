import { load, type Source, type TensorSource } from '@attn-elements/core/data';
import { isLive, LoadingController, type LiveSettings, type LiveSource, openSource } from '@attn-elements/core/element';
import { AttnError } from '@attn-elements/core/errors';
import type { HeadRollup } from '@attn-elements/core/math';
import type { ReactiveControllerHost } from 'lit';
import { fire, loadDetail, noCell } from './events.js';
import { type Panel, type ReadPanel, readPanels, type Selection } from './model.js';

/** Properties that say what is loaded, and how it is read. */
export const sourceProperties = [
  'src',
  'data',
  'array',
  'axes',
  'batch',
  'tokens',
  'queryTokens',
  'keyTokens',
] as const;

/** What the author says of the source and of the heads to show. */
export interface HeadsHost extends ReactiveControllerHost, HTMLElement, LiveSettings {
  readonly src: string | null;
  readonly data: Source | null;
  readonly array: string | null;
  readonly axes: string | null;
  readonly batch: number | null;
  readonly tokens: readonly string[] | null;
  readonly queryTokens: readonly string[] | null;
  readonly keyTokens: readonly string[] | null;
  readonly layer: number | null;
  readonly head: number | HeadRollup | null;
}

/** A source with the panels that are shown of it. */
export interface Loaded {
  readonly source: TensorSource;
  readonly panels: readonly ReadPanel[];
}

/** The language that the element speaks. */
interface Words {
  readonly ready: Promise<void>;
}

/** Loads the source, and reads the heads that the author selected or the reader opened. */
export class Heads {
  readonly loading: LoadingController<Loaded>;
  readonly #host: HeadsHost;
  readonly #locale: Words;
  /** Called when other values are about to be shown: those of other heads, or of the same computed anew. */
  readonly #changed: (isOther: boolean) => void;
  /** The head that the reader opened, in place of the author's selection. */
  #opened: Panel | null = null;
  /** Whether a file is on its way. */
  #isOpening = false;
  /** Whether what comes next shows other heads than what is there. */
  #isOther = true;

  constructor(host: HeadsHost, locale: Words, changed: (isOther: boolean) => void) {
    this.#host = host;
    this.#locale = locale;
    this.#changed = changed;
    this.loading = new LoadingController<Loaded>(host);
  }

  get selection(): Selection {
    return this.#opened ?? { layer: this.#host.layer, head: this.#host.head };
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
    return isLive(source) ? source.with(this.#host) : source;
  }

  /** Loads what the properties name. */
  load(): void {
    this.#opened = null;
    const { src, data } = this.#host;
    if (!src && data === null) {
      this.loading.clear();
      return;
    }
    const { array, axes, batch, tokens, queryTokens, keyTokens } = this.#host;
    this.#isOpening = true;
    this.#isOther = true;
    this.loading.start(async (signal) => {
      const loading = load(data === null ? src! : checkText(data), { signal, base: document.baseURI });
      // Both are fetched at once. A figure does not appear in one language to go on in another.
      const [file] = await Promise.all([loading, this.#locale.ready]);
      const options = { array, axes, batch, tokens, queryTokens, keyTokens };
      const source = await openSource(file, options, this.#host);
      const loaded = await this.#read(source, signal);
      this.#isOpening = false;
      // After the rendering that this value brings about.
      queueMicrotask(
        () => void this.#host.updateComplete.then(() => fire(this.#host, 'attn-load', loadDetail(source))),
      );
      return loaded;
    });
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
    if (panel) fire(this.#host, 'attn-select', { ...noCell, layer: panel.layer, head: panel.head });
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
    const panels = await readPanels(source, this.selection, signal);
    signal.throwIfAborted();
    this.#changed(this.#isOther);
    this.#isOther = false;
    return { source, panels };
  }

  /** The head before (−1) or after (1) the one that is shown, null at the ends. */
  beside(step: number): Panel | null {
    const loaded = this.loading.value;
    return loaded && panelBeside(loaded.source, loaded.panels[0], step);
  }
}

/** Text given as data must be data: an address belongs into `src`. */
function checkText(data: Source): Source {
  if (typeof data === 'string' && !/^\s*[[{]/.test(data)) throw new AttnError('unknown-format', { url: 'data' });
  return data;
}

/** Goes on in the next layer after the last head; rolled-up heads go from layer to layer. */
function panelBeside(source: TensorSource, { layer, head }: Panel, step: number): Panel | null {
  const exists = (l: number) => l >= 0 && l < source.layers;
  if (typeof head !== 'number') return exists(layer + step) ? { layer: layer + step, head } : null;
  if (head + step >= 0 && head + step < source.heads(layer)) return { layer, head: head + step };
  if (!exists(layer + step)) return null;
  return { layer: layer + step, head: step > 0 ? 0 : source.heads(layer + step) - 1 };
}
