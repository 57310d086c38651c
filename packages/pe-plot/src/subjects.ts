import type { Source } from '@attn-elements/core/data';
import { fireError, lazy, LazyPart, LoadingController, Memo, PageAddress } from '@attn-elements/core/element';
import { AttnError } from '@attn-elements/core/errors';
import type { Dense } from '@attn-elements/core/math';
import type { PropertyValues, ReactiveControllerHost } from 'lit';
import { FollowedRun } from './followed-run.js';
import type { LearnedTable } from './kinds/encoding.js';
import { isTutorial, tutorialMakers } from './makers.js';
import { type Compared, type Subject, subject } from './model.js';
import { defaults, type Kind, type PlotSettings, type ViewName } from './settings.js';

/** Properties that say what table is loaded. */
const sourceProperties = [
  'src',
  'data',
  'from',
  'array',
  'kind',
  'compare',
  'rope',
  'buckets',
  'inputs',
  'inputsSrc',
] as const;

const settingNames = Object.keys(defaults) as readonly (keyof PlotSettings)[];

/** Host of the encodings to show, with the author's properties of them. */
export interface SubjectsHost
  extends ReactiveControllerHost,
    HTMLElement,
    Omit<PlotSettings, 'isGrid' | 'namesBuckets'> {
  readonly kind: Kind | null;
  readonly compare: readonly Compared[] | null;
  readonly src: string | null;
  readonly data: Source | null;
  readonly array: string | null;
  readonly from: string | null;
  readonly inputs: Source | null;
  readonly inputsSrc: string | null;
  readonly hasUpdated: boolean;
}

interface Loaded {
  readonly table: LearnedTable | null;
  /** Inputs [tokens, width] that the encodings are added to. */
  readonly inputs: Dense<Float32Array> | null;
  /** Names and tables that the author gave when it was loaded, and inputs. */
  readonly named: readonly unknown[];
  readonly given: readonly unknown[];
}

/** Loads a table where one is needed, and makes the encodings of an element from it and from the settings. */
export class Subjects {
  readonly #host: SubjectsHost;
  readonly #loading: LoadingController<Loaded>;
  readonly #address: PageAddress;
  readonly #locale: { readonly ready: Promise<void> };
  readonly #changed: () => void;
  readonly #arrived: () => void;
  readonly #kinds;
  readonly #made = new Memo<Subject | AttnError>();
  readonly #run: FollowedRun;
  /** Whether the run that is followed has learned more than what is being read. */
  #isBehind = false;
  #fault: AttnError | null = null;
  #isWaiting = false;

  /**
   * @param locale is ready once the element speaks the language around it
   * @param changed called when another table is about to be shown
   * @param arrived called when some of a file has come
   */
  constructor(host: SubjectsHost, locale: { readonly ready: Promise<void> }, changed: () => void, arrived: () => void) {
    this.#host = host;
    this.#locale = locale;
    this.#changed = changed;
    this.#arrived = arrived;
    this.#loading = new LoadingController(host);
    this.#address = new PageAddress(host, () => this.load(true));
    this.#run = new FollowedRun(host, () => void this.#catchUp());
    this.#kinds = new LazyPart(
      host,
      () => Promise.all([lazy(() => import('./kinds/index.js')), lazy(() => import('./views/index.js'))]),
      ([{ addedTo, encoding }, { facets }]) => ({ addedTo, encoding, facets }),
    );
  }

  get isLoading(): boolean {
    return this.#loading.state === 'loading' || this.#isWaiting;
  }

  /** Whether what makes the encodings is on its way: what was shown stays until then. */
  get isWaiting(): boolean {
    return this.#isWaiting;
  }

  /** Settle, and never reject, when the loading that is under way has ended, and what makes the encodings is there or cannot be. */
  get settled(): readonly Promise<void>[] {
    return [this.#loading.settled, this.#kinds.settled];
  }

  /** Tries again what failed: something has changed since. @param isAsked whether a reader asks for it, or the network is back */
  retry(isAsked: boolean): void {
    this.#kinds.retry();
    if (isAsked && (this.#loading.error || this.#loading.state === 'loading')) this.load(true, true);
  }

  /** Why there is nothing to show: a file that cannot be read, or settings that cannot be. */
  get error(): AttnError | null {
    return this.#loading.error ?? this.#kinds.error ?? this.#fault;
  }

  /** Encodings that were loaded last: another object with every loading. */
  get loaded(): object | null {
    return this.#loading.value;
  }

  get kinds(): readonly Kind[] {
    return this.compared.map(({ kind }) => kind);
  }

  get compared(): readonly Compared[] {
    return this.#host.compare ?? [{ kind: this.#host.kind ?? this.#meant, scaling: null }];
  }

  /** Kind that the author does not name, by what else is given. */
  get #meant(): Kind {
    if (this.hasTable) return this.#namesBuckets ? 't5' : 'learned';
    return this.#host.rope === null ? 'sinusoidal' : 'rotary';
  }

  get #namesBuckets(): boolean {
    return this.#host.hasAttribute('buckets') || this.#host.buckets !== defaults.buckets;
  }

  get settings(): PlotSettings {
    return Object.fromEntries(
      settingNames.map((name) => [name, this.#host[name as keyof SubjectsHost]]),
    ) as unknown as PlotSettings;
  }

  /** The settings, and what the author says by naming some of them at all. */
  get #given(): PlotSettings {
    return { ...this.settings, isGrid: this.#isGrid, namesBuckets: this.#namesBuckets };
  }

  /** Whether a learned table is a grid of rows and columns: in the tag they are meant, as properties they may be of another kind. */
  get #isGrid(): boolean | null {
    const { rows, columns } = this.#host;
    if (this.#host.hasAttribute('rows') || this.#host.hasAttribute('columns')) return true;
    return rows === defaults.rows && columns === defaults.columns ? false : null;
  }

  /** Whether a table that was learned is among the encodings. */
  get hasLearned(): boolean {
    return this.kinds.includes('learned');
  }

  /** Whether the author names a table. */
  get hasTable(): boolean {
    return (this.#host.data ?? this.#host.src ?? this.#host.from) !== null;
  }

  /** Reads the run that is followed anew, once what is being read of it is there. */
  async #catchUp(): Promise<void> {
    if (this.#isBehind) return;
    this.#isBehind = true;
    await this.#loading.settled;
    this.#isBehind = false;
    if (this.#host.isConnected) this.load(true, false, true);
  }

  /** Loads what the properties name, where that has changed. @param isRefresh whether it is the same, and has changed inside */
  follow(changed: PropertyValues, isRefresh: boolean): void {
    if (!sourceProperties.some((name) => changed.has(name))) return;
    if (changed.has('from')) this.#run.follow(this.#host.from);
    const isFresh = this.#host.hasUpdated && changed.has('src');
    this.load(isFresh || isRefresh, isFresh);
  }

  /**
   * Loads what the properties name, unless it is there.
   * @param isAnew whether also then
   * @param isFresh whether a file that was read before is asked for again
   * @param isFollowing whether the run that is followed has learned
   */
  load(isAnew = false, isFresh = false, isFollowing = false): void {
    const { src, data, array, from, inputs, inputsSrc } = this.#host;
    const { kinds } = this;
    const wantsTable = this.hasTable && (kinds.includes('learned') || kinds.includes('t5'));
    const named = [src, data, array, from];
    const given = [inputs, inputsSrc];
    const isSame = (loaded: Loaded) =>
      (!wantsTable || (loaded.table !== null && loaded.named.every((one, i) => one === named[i]))) &&
      loaded.given.every((one, i) => one === given[i]);
    if (!isAnew && this.#loading.state === 'ready' && isSame(this.#loading.value!)) return;
    const read = async (signal: AbortSignal) => {
      const run = from === null ? null : await this.#run.file();
      // It has not begun: nothing is wrong, and nothing there.
      if (from !== null && !run) return null;
      const base = run || data !== null ? undefined : this.#address.baseOf(src!, this.#loading.settled);
      const { loadTable } = await lazy(() => import('./table.js'));
      return loadTable((run ?? data ?? src)!, array, kinds.includes('learned') ? 'matrix' : 'biases', {
        signal,
        base,
        isFresh,
        onArrival: this.#arrived,
      });
    };
    const hasInputs = (inputs ?? inputsSrc) !== null;
    const readInputs = async (signal: AbortSignal) => {
      const base = inputs === null ? this.#address.baseOf(inputsSrc!, this.#loading.settled) : undefined;
      const { loadInputs } = await lazy(() => import('./inputs.js'));
      return loadInputs((inputs ?? inputsSrc)!, {
        signal,
        base,
        isFresh,
        isData: inputs !== null,
        onArrival: this.#arrived,
      });
    };
    this.#loading.start(async (signal) => {
      // A figure does not appear in one language to go on in another.
      const [table, added] = await Promise.all([
        wantsTable ? read(signal) : null,
        hasInputs ? readInputs(signal) : null,
        this.#locale.ready,
      ]);
      if (!isFollowing || this.#loading.value === null) this.#changed();
      return { table, inputs: added, named, given };
    });
  }

  /**
   * The encodings that the properties say now; null where there are none, or what makes them is on its way.
   * @param view that is asked for
   */
  make(view: ViewName | null): Subject | null {
    const loaded = this.#loading.value;
    const makers = isTutorial(this.compared, view) && !loaded?.inputs ? tutorialMakers : this.#kinds.need();
    this.#isWaiting = makers === null && this.#kinds.error === null;
    if (!loaded || !makers || (this.#host.from !== null && !loaded.table && this.hasLearned)) return null;
    const { compare, kind } = this.#host;
    const settings = this.#given;
    const made = this.#made.of([loaded, makers, compare, kind, ...Object.values(settings)], () => {
      try {
        return subject(this.compared, settings, loaded.table, makers, loaded.inputs);
      } catch (error) {
        const fault = AttnError.from(error);
        fireError(this.#host, fault);
        return fault;
      }
    });
    this.#fault = made instanceof Error ? made : null;
    return made instanceof Error ? null : made;
  }
}
