import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { CoreSentences } from '../locales/index.js';
import { windowOf } from '../tree.js';

/** Time without a sign of what is on its way after which its reader is told, in milliseconds. */
export const STALL = 8000;

/** Failures that may be over at the next attempt: of the network, of a server, of files that are being put there. */
const passing = new Set(['network', 'offline', 'http-status', 'not-found', 'not-loaded', 'no-picture']);

export interface TriedFigure {
  readonly say: (name: keyof CoreSentences) => string;
  /** Codes of what it has failed at. */
  readonly faults: () => readonly string[];
  /** Whether something is on its way that the figure is not there without. */
  readonly isAwaiting: () => boolean;
  /** Asks anew for what could not be had, or does not come. */
  readonly again: () => void;
}

/**
 * Second try of a figure: by itself once the network is back, and by a button beside what it failed at. Says of what is on its way
 * that it takes long.
 */
export class SecondTry implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #figure: TriedFigure;
  #window: Window | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #hasCome = false;
  #isStalled = false;

  constructor(host: ReactiveControllerHost & HTMLElement, figure: TriedFigure) {
    this.#host = host;
    this.#figure = figure;
    host.addController(this);
  }

  /** Whether nothing has come for a while of what is on its way. */
  get isStalled(): boolean {
    return this.#isStalled;
  }

  hostConnected(): void {
    this.#window = windowOf(this.#host);
    this.#window.addEventListener('online', this.#online);
  }

  hostDisconnected(): void {
    this.#window?.removeEventListener('online', this.#online);
    this.#end();
  }

  hostUpdated(): void {
    if (!this.#figure.isAwaiting()) this.#end();
    else this.#timer ??= setTimeout(this.#look, STALL);
  }

  /** Some of what is on its way has come. */
  readonly felt = (): void => {
    this.#hasCome = true;
    if (!this.#isStalled) return;
    this.#isStalled = false;
    this.#host.requestUpdate();
  };

  /** The button, where another try may help. @param code of the failure that it stands beside; null of what takes long */
  button(code: string | null): TemplateResult | typeof nothing {
    if (code !== null && !passing.has(code)) return nothing;
    return html`<button type="button" class="again" part="button" @click=${this.#again}>${this.#figure.say('again')}</button>`;
  }

  readonly #again = (): void => {
    this.#end();
    this.#figure.again();
  };

  readonly #online = (): void => {
    if (this.#isStalled || this.#figure.faults().some((code) => passing.has(code))) this.#again();
  };

  readonly #look = (): void => {
    this.#timer = setTimeout(this.#look, STALL);
    const isQuiet = !this.#hasCome;
    this.#hasCome = false;
    if (isQuiet === this.#isStalled) return;
    this.#isStalled = isQuiet;
    this.#host.requestUpdate();
  };

  #end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#hasCome = this.#isStalled = false;
  }
}
