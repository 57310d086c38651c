import type { ReactiveControllerHost } from 'lit';
import { type Fault, faultOf } from '../../training/protocol.js';

/** Answer of a run, asked for anew where what it depends on has changed, one question at a time; the last one stands meanwhile. */
export class Asked<Answer> {
  readonly #host: ReactiveControllerHost;
  #key: readonly unknown[] = [];
  /** null where there is none; undefined before one has come. */
  #answer: Answer | null | undefined;
  #fault: Fault | null = null;
  #underWay: Promise<void> | null = null;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** Why there was no answer to the last question. */
  get fault(): Fault | null {
    return this.#fault;
  }

  /** Settles when the answer is there; null where nobody waits for one. */
  get settled(): Promise<void> | null {
    return this.#underWay;
  }

  /**
   * The newest answer: null where there is none, undefined before the first.
   * @param key what it depends on; of another first part nothing is shown any more
   */
  of(key: readonly unknown[], ask: () => Promise<Answer | null>): Answer | null | undefined {
    const isOther = key.length !== this.#key.length || key.some((part, i) => !Object.is(part, this.#key[i]));
    if (isOther && key[0] !== this.#key[0]) this.#answer = undefined;
    if (isOther && !this.#underWay) {
      this.#key = key;
      this.#underWay = this.#ask(ask);
    }
    return this.#answer;
  }

  async #ask(ask: () => Promise<Answer | null>): Promise<void> {
    try {
      this.#answer = await ask();
      this.#fault = null;
    } catch (error) {
      this.#answer = null;
      this.#fault = faultOf(error);
    }
    this.#underWay = null;
    // Whoever asks with another key by now is answered next.
    this.#host.requestUpdate();
  }
}
