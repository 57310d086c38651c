/** A network of the test's own: each address answers when the test says so. */
export class Network {
  readonly #fetch = globalThis.fetch;
  /** The last question for each address, also where whoever asked has given up. */
  readonly #asked = new Map<string, (response: Response) => void>();
  readonly #open = new Set<string>();
  readonly signals = new Map<string, AbortSignal>();

  constructor() {
    globalThis.fetch = (input, init) =>
      new Promise((resolve, reject) => {
        const { pathname } = new URL(String(input));
        const signal = init?.signal;
        this.#asked.set(pathname, resolve);
        this.#open.add(pathname);
        if (!signal) return;
        this.signals.set(pathname, signal);
        signal.addEventListener('abort', () => {
          if (this.#asked.get(pathname) === resolve) this.#open.delete(pathname);
          reject(signal.reason);
        });
      });
  }

  answer(path: string, body: string, init?: ResponseInit): void {
    this.#asked.get(path)!(new Response(body, init));
    this.#open.delete(path);
  }

  /** Settles once somebody waits for an address. */
  async asked(path: string): Promise<void> {
    while (!this.#open.has(path)) await new Promise((resolve) => setTimeout(resolve));
  }

  restore(): void {
    globalThis.fetch = this.#fetch;
  }
}

/** Whether a promise settles soon. */
export const settles = (promise: Promise<unknown>) =>
  Promise.race([
    promise.then(
      () => 'kept',
      () => 'broken',
    ),
    new Promise((resolve) => setTimeout(resolve, 15_000)).then(() => 'hangs'),
  ]);
