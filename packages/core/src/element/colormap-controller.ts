import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Colormap, findColormap } from '../color/index.js';
import type { AttnError } from '../errors.js';
import { onRegistered } from '../registry.js';
import { LazyPart } from './lazy-part.js';
import type { Property } from './properties/property.js';
import { badOption, tellRefusal } from './properties/property-check.js';

/** A property that names a colour map. Whether there is one of that name, now or later, its controller knows. */
export const colormapProperty = <Initial extends string | null>(initial: Initial): Property<string | Initial> => ({
  check: (value) => String(value).trim().toLowerCase(),
  initial,
  list: 'colormaps',
  needs: 'needsWord',
});

/**
 * Finds the colour map that an author names: the element's own, one that pages have registered, or one of core's, which
 * are loaded where one of them is named. The host updates when it comes, also by a later registration.
 */
export class ColormapController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #core: LazyPart<typeof import('../color/colormap.js')>;
  #refusal: AttnError | null = null;
  #stop: (() => void) | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    this.#core = new LazyPart(host, () => import('../color/colormap.js'));
    host.addController(this);
  }

  /** Why core's maps could not be loaded. */
  get error(): AttnError | null {
    return this.#core.error;
  }

  /** Refusal of the name that the author set last, where there is no such map; else null. */
  get refusal(): AttnError | null {
    return this.#refusal;
  }

  /** Whether core's maps were asked for, and have not come. */
  get isComing(): boolean {
    return this.#core.isComing;
  }

  /** Settles, and never rejects, when core's maps are there, or cannot be. */
  get settled(): Promise<void> {
    return this.#core.settled;
  }

  hostConnected(): void {
    this.#stop = onRegistered('colormaps', () => this.#host.requestUpdate());
  }

  hostDisconnected(): void {
    this.#stop?.();
  }

  /** Tries again what failed: something has changed since. */
  retry(): void {
    this.#core.retry();
  }

  /**
   * The map of that name; null while it is on its way, or refused as there is none.
   * @param own the element's own map, which is shown where none is named, or core's could not be loaded
   */
  named(name: string | null, own: Colormap): Colormap | null {
    const before = this.#refusal;
    this.#refusal = null;
    if (!name || name === own.name) return own;
    const found = findColormap(name);
    if (found || this.error) return found ?? own;
    const core = this.#core.need();
    if (!core) return null;
    const map = core.colormap(name);
    if (map) return map;
    this.#refusal = before?.details.value === name ? before : this.#refuse(name, core.colormapNames());
    return null;
  }

  #refuse(name: string, names: readonly string[]): AttnError {
    const error = badOption('colormap', name, 'needsWord', { choices: names });
    tellRefusal(this.#host, error);
    return error;
  }
}
