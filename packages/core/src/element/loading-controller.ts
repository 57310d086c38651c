import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { AttnError } from '../errors.js';
import { onRegistered } from '../registry.js';
import { fireError } from './fire-error.js';
import { onceGone } from './tree.js';

export type LoadState = 'empty' | 'loading' | 'ready' | 'failed';

/**
 * Runs one loading at a time for an element. A newer start, or taking the element off the page, aborts the older one, whose
 * result is then dropped; put back, the element begins again. Where it is only moved, nothing happens. Failures become
 * `AttnError`, are shown by the element and fired as `attn-error`.
 */
export class LoadingController<T> implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #abort: AbortController | null = null;
  #state: LoadState = 'empty';
  #value: T | null = null;
  #error: AttnError | null = null;
  #settled: Promise<void> = Promise.resolve();
  /** Task that is under way, or was when the host left the page. */
  #task: ((signal: AbortSignal) => Promise<T>) | null = null;
  #isInterrupted = false;
  /** Task that failed for a format that nobody knew, and may be registered yet. */
  #unread: ((signal: AbortSignal) => Promise<T>) | null = null;
  /** Whether formats were registered since it began. */
  #isOutdated = false;
  #stop: (() => void) | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  get state(): LoadState {
    return this.#state;
  }

  /** Value that was loaded last; it stays while a newer one is under way. */
  get value(): T | null {
    return this.#value;
  }

  get error(): AttnError | null {
    return this.#error;
  }

  /** Settles, and never rejects, when the loading that is under way has ended. */
  get settled(): Promise<void> {
    return this.#settled;
  }

  hostConnected(): void {
    if (this.#isInterrupted) this.start(this.#task!);
    this.#stop = onRegistered('formats', () => {
      if (this.#unread) this.start(this.#unread);
      else this.#isOutdated = true;
    });
  }

  hostDisconnected(): void {
    this.#stop?.();
    onceGone(this.#host, () => {
      if (this.#state !== 'loading') return;
      this.#abort?.abort();
      this.#isInterrupted = true;
    });
  }

  /** Begins to load; what was under way is dropped. */
  start(task: (signal: AbortSignal) => Promise<T>): void {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.#task = task;
    this.#isInterrupted = false;
    this.#unread = null;
    this.#isOutdated = false;
    this.#state = 'loading';
    this.#error = null;
    this.#settled = this.#run(task, abort.signal);
    this.#host.requestUpdate();
  }

  /** Forgets what was loaded. */
  clear(): void {
    this.#abort?.abort();
    this.#task = this.#unread = null;
    this.#isInterrupted = false;
    this.#state = 'empty';
    this.#value = null;
    this.#error = null;
    this.#host.requestUpdate();
  }

  async #run(task: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<void> {
    try {
      const value = await task(signal);
      if (signal.aborted) return;
      this.#value = value;
      this.#state = 'ready';
    } catch (error) {
      if (signal.aborted) return;
      const isUnread = AttnError.from(error).code === 'unknown-format';
      // Its format may have been registered while it was on its way.
      if (isUnread && this.#isOutdated) return this.start(task);
      this.fail(error);
      if (isUnread) this.#unread = task;
    }
    this.#task = null;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
  }

  /** Shows and fires a failure, also one that is met after loading. */
  fail(error: unknown): void {
    this.#error = AttnError.from(error);
    this.#value = null;
    this.#state = 'failed';
    this.#host.requestUpdate();
    fireError(this.#host, this.#error);
  }
}
