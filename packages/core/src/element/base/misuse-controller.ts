import type { LitElement, ReactiveController } from 'lit';
import type { AttnError } from '../../errors.js';
import { LazyPart } from '../lazy-part.js';
import type { Misuse } from './misuse.js';

/**
 * Misuse of an element in its page, which no property can be told of. What looks for it is loaded when the element has once been
 * rendered: a figure does not wait for it.
 */
export class MisuseController implements ReactiveController {
  readonly #misuse: LazyPart<typeof import('./misuse.js'), Misuse>;
  /** Whether a program has said of a source that there is none yet. */
  #isAwaited = false;

  /** @param lacksSource whether there is nothing that could be shown, nor on its way */
  constructor(host: LitElement, lacksSource: () => boolean) {
    this.#misuse = new LazyPart(
      host,
      () => import('./misuse.js'),
      ({ Misuse }) => new Misuse(host, lacksSource, () => this.#isAwaited),
      ({ errors }) => errors.length > 0,
    );
    host.addController(this);
  }

  /** Errors of its use, as the last update found them. */
  get errors(): readonly AttnError[] {
    const { part, error } = this.#misuse;
    return error ? [error] : (part?.errors ?? []);
  }

  /** Whether the page after the element has become its content, which is to be seen all the same. */
  get isUnclosed(): boolean {
    return this.#misuse.part?.isUnclosed ?? false;
  }

  /** A property is set: whoever sets a source to nothing will have one. */
  given(name: PropertyKey): void {
    if (name === 'src' || name === 'data' || name === 'from') this.#isAwaited = true;
    this.#misuse.retry();
  }

  /** The children are other ones: a parser adds them one by one. */
  readonly childrenChanged = (): void => this.#misuse.part?.look();

  hostUpdated(): void {
    this.#misuse.need();
  }
}
