/** A network of the test's own: each address answers when the test says so. */
export class Network {
  readonly #fetch = globalThis.fetch;
  readonly #waiting = new Map<string, (response: Response) => void>();
  readonly signals = new Map<string, AbortSignal>();

  constructor() {
    globalThis.fetch = (input, init) =>
      new Promise((resolve, reject) => {
        const { pathname } = new URL(String(input));
        const signal = init?.signal;
        if (signal) {
          this.signals.set(pathname, signal);
          signal.addEventListener('abort', () => reject(signal.reason));
        }
        this.#waiting.set(pathname, resolve);
      });
  }

  answer(path: string, body: string, init?: ResponseInit): void {
    this.#waiting.get(path)!(new Response(body, init));
  }

  async asked(path: string): Promise<void> {
    while (!this.#waiting.has(path)) await new Promise((resolve) => setTimeout(resolve));
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
    new Promise((resolve) => setTimeout(resolve, 1500)).then(() => 'hangs'),
  ]);
