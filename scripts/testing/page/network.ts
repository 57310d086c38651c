import { until } from './each-test.js';

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
    await until(() => this.#open.has(path), `a request for ${path}`);
  }

  restore(): void {
    globalThis.fetch = this.#fetch;
  }
}

/** Whether a promise settles: whether it was kept or broken, or hangs for longer than anything takes. */
export async function settles(promise: Promise<unknown>): Promise<'kept' | 'broken' | 'hangs'> {
  let how: 'kept' | 'broken' | 'hangs' = 'hangs';
  const end = promise.then(
    () => (how = 'kept'),
    () => (how = 'broken'),
  );
  await Promise.race([end, until(() => how !== 'hangs', 'its end').catch(() => {})]);
  return how;
}
