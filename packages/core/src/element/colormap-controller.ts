import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Colormap, findColormap } from '../color/index.js';
import type { AttnError } from '../errors.js';
import { lazy } from '../lazy.js';
import { onRegistered } from '../registry.js';
import type { Rule } from './attributes.js';
import { LazyPart } from './lazy-part.js';

/** A property that names a colour map. Whether there is one of that name, now or later, its controller knows. */
export const colormapRule = <Fallback extends string | null>(fallback: Fallback): Rule<string | Fallback> => ({
  check: (value) => String(value).trim().toLowerCase(),
  fallback,
  list: 'colormaps',
});

/**
 * Finds the colour map that an author names: the element's own, one that pages have registered, or one of core's, which
 * are loaded where one of them is named. The host updates when it comes, also by a later registration.
 */
export class ColormapController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #core: LazyPart<typeof import('../color/colormap.js')>;
  /** The name that the console was told of. */
  #unknown: string | null = null;
  #stop: (() => void) | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    this.#core = new LazyPart(host, () => lazy(() => import('../color/colormap.js')));
    host.addController(this);
  }

  /** Why core's maps could not be loaded. */
  get error(): AttnError | null {
    return this.#core.error;
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
   * The map of that name; null while it is on its way.
   * @param own the element's own map, which is shown where none is named, or none has that name
   */
  named(name: string | null, own: Colormap): Colormap | null {
    if (!name || name === own.name) return own;
    const found = findColormap(name);
    if (found || this.error) return found ?? own;
    const core = this.#core.need();
    if (!core) return null;
    const map = core.colormap(name);
    if (!map && this.#unknown !== name) {
      const names = core.colormapNames().join(', ');
      console.warn(
        `<${this.#host.localName}>: there is no colormap ${name}; ${own.name} is used. There are: ${names}.`,
      );
    }
    this.#unknown = map ? null : name;
    return map ?? own;
  }
}
