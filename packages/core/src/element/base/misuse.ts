import type { LitElement, ReactiveController } from 'lit';
import { AttnError } from '../../errors.js';
import { Memo } from '../memo.js';
import { tellRefusal } from '../properties/property-check.js';
import { unknownAttributes } from '../properties/unknown-attributes.js';
import { swallowedBy } from './swallowed.js';

/** Milliseconds on a page that is read to its end, in which a script may set what its markup does not name. */
const GRACE = 1000;

/**
 * Misuse that was found of an element: no source, an attribute that is a slip of the pen for one of the element's, a tag that is
 * not closed. It is said in the element and in the console; a figure that can be shown is shown.
 */
export class Misuse implements ReactiveController {
  readonly #host: LitElement;
  readonly #lacksSource: () => boolean;
  readonly #isAwaited: () => boolean;
  readonly #known: ReadonlySet<string>;
  readonly #ofAttributes = new Memo<readonly AttnError[]>();
  readonly #ofChildren = new Memo<AttnError | null>();
  #unknown: readonly AttnError[] = [];
  #unclosed: AttnError | null = null;
  #noSource: AttnError | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param lacksSource whether there is nothing that could be shown, nor on its way
   * @param isAwaited whether a program has said of a source that there is none yet
   */
  constructor(host: LitElement, lacksSource: () => boolean, isAwaited: () => boolean) {
    this.#host = host;
    this.#lacksSource = lacksSource;
    this.#isAwaited = isAwaited;
    this.#known = new Set((host.constructor as typeof LitElement).observedAttributes);
    this.hostUpdate();
    host.addController(this);
  }

  get errors(): readonly AttnError[] {
    return [this.#noSource, ...this.#unknown, this.#unclosed].filter((error) => error !== null);
  }

  get isUnclosed(): boolean {
    return this.#unclosed !== null;
  }

  /** Looks at the host's attributes and children, and has it say what is new. */
  look(): void {
    const before = this.errors.length;
    this.hostUpdate();
    if (this.errors.length !== before) this.#host.requestUpdate();
  }

  hostConnected(): void {
    this.#wait();
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  hostUpdate(): void {
    const names = this.#host.getAttributeNames();
    this.#unknown = this.#ofAttributes.of([names.join()], () => {
      const errors = unknownAttributes(names, this.#known);
      for (const error of errors) this.#warn(error);
      return errors;
    });
    this.#lookAtChildren();
    if (!this.#lacksSource()) this.#noSource = null;
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#host.ownerDocument.readyState === 'loading') this.#wait();
      else this.#lookAtSource();
    }, GRACE);
  }

  #lookAtSource(): void {
    const isAwaited = this.#isAwaited() && this.#host.getAttribute('src') !== '';
    if (this.#noSource || isAwaited || !this.#lacksSource()) return;
    this.#noSource = new AttnError('missing-source');
    tellRefusal(this.#host, this.#noSource);
    this.#host.requestUpdate();
  }

  #lookAtChildren(): void {
    const first = swallowedBy(this.#host)?.localName;
    this.#unclosed = this.#ofChildren.of([first], () => {
      if (!first) return null;
      const error = new AttnError('unclosed', { tag: this.#host.localName, first });
      this.#warn(error);
      return error;
    });
  }

  #warn({ message }: AttnError): void {
    console.warn(`<${this.#host.localName}>: ${message}`);
  }
}
