import type { ReactiveControllerHost } from 'lit';
import { AttnError } from '../errors.js';
import { lazy } from '../lazy.js';
import { fireError } from './fire-error.js';

/** The same whenever it is asked for, so that a new loading can be told from none. */
const nothing = Promise.resolve();

/** Lazy part of an element: its module is loaded where it is first needed, and it is shown once it is there. */
export class LazyPart<Module, Part = Module> {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #load: () => Promise<Module>;
  readonly #make: (module: Module) => Part | Promise<Part>;
  readonly #isShown: (part: Part) => boolean;
  #part: Part | null = null;
  #error: AttnError | null = null;
  #settled: Promise<void> | null = null;

  /**
   * @param load imports the module: `() => import('./<part>.js')`
   * @param make makes the part of it; by default the module is the part
   * @param isShown whether there is something to show when it comes
   */
  constructor(
    host: ReactiveControllerHost & HTMLElement,
    load: () => Promise<Module>,
    make: (module: Module) => Part | Promise<Part> = (module) => module as unknown as Part,
    isShown: (part: Part) => boolean = () => true,
  ) {
    this.#host = host;
    this.#load = load;
    this.#make = make;
    this.#isShown = isShown;
  }

  /** The part; null while it is on its way, or nobody has asked for it. */
  get part(): Part | null {
    return this.#part;
  }

  /** Why it could not be loaded, which the page was told of. */
  get error(): AttnError | null {
    return this.#error;
  }

  /** Whether it was asked for, and has not come. */
  get isComing(): boolean {
    return this.#settled !== null && !this.#part && !this.#error;
  }

  /** Settles, and never rejects, when what was asked for is there, or cannot be. */
  get settled(): Promise<void> {
    return this.#settled ?? nothing;
  }

  /** Asks for the part, before a rendering that needs it: the host updates when it comes. @returns null while it is on its way */
  need(): Part | null {
    if (!this.#part) this.#settled ??= this.#fetch();
    return this.#part;
  }

  /** Tries again what failed: something has changed since. */
  retry(): void {
    if (!this.#error) return;
    this.#error = null;
    this.#settled = null;
  }

  async #fetch(): Promise<void> {
    try {
      this.#part = await this.#make(await lazy(this.#load));
    } catch (error) {
      this.#error = AttnError.from(error);
      fireError(this.#host, this.#error);
    }
    if (!this.#part || this.#isShown(this.#part)) this.#host.requestUpdate();
  }
}
