import { AttnError, reason, type Reason } from '@attn-elements/core/errors';
import { onWorkerFailure, sayable, startWorker } from '@attn-elements/core/element';
import { beginWorker } from './begin-worker.js';
import type { Connection, Listeners } from './connection.js';
import { type CommandName, type Commands, errorOf, type Reply, type Request, type Withdrawal } from './protocol.js';

/** Time for a tokenizer to read a text, in milliseconds: a pattern of a hostile one never ends. */
const LONGEST_READING = 10_000;

/** Time that the worker's messages have to reach a page that was held up itself. */
const GRACE = 1000;

interface Waiting {
  readonly resolve: (result: never) => void;
  readonly reject: (error: unknown) => void;
}

/** A session in a worker. */
export class WorkerConnection implements Connection {
  readonly #worker: Worker;
  readonly #listeners: Listeners;
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;
  #reading: ReturnType<typeof setTimeout> | undefined;
  #end: Error | null = null;

  /** Null where the page may not have a worker, or it does not start. Rejects with the signal's reason. */
  static async start(listeners: Listeners, signal: AbortSignal): Promise<WorkerConnection | null> {
    const worker = await startWorker(beginWorker, signal);
    return worker && new WorkerConnection(worker, listeners);
  }

  private constructor(worker: Worker, listeners: Listeners) {
    this.#worker = worker;
    this.#listeners = listeners;
    worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => this.#hear(data));
    onWorkerFailure(worker, (why) => this.#break(why));
  }

  ask<Name extends CommandName>(
    name: Name,
    argument: Parameters<Commands[Name]>[0],
    signal?: AbortSignal,
  ): Promise<ReturnType<Commands[Name]>> {
    return new Promise((resolve, reject) => {
      if (this.#end) throw this.#end;
      signal?.throwIfAborted();
      const id = ++this.#asked;
      this.#waiting.set(id, { resolve, reject });
      signal?.addEventListener('abort', () => {
        if (!this.#waiting.delete(id)) return;
        this.#worker.postMessage({ kind: 'withdraw', id } satisfies Withdrawal, []);
        reject(signal.reason);
      });
      this.#worker.postMessage({ id, name, argument } satisfies Request, []);
    });
  }

  end(): void {
    this.#stop(new AttnError('unexpected', { ...reason`the model was closed` }));
  }

  #hear(reply: Reply): void {
    if (reply.kind === 'progress') this.#listeners.onProgress(reply.progress);
    if (reply.kind === 'tokenizer') this.#watch(reply.isBusy);
    if (reply.kind !== 'result' && reply.kind !== 'refusal') return;
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (reply.kind === 'result') waiting?.resolve(reply.result as never);
    else void sayable(errorOf(reply.fault)).then((error) => waiting?.reject(error));
  }

  /** Ends a worker whose tokenizer works for too long. */
  #watch(isBusy: boolean): void {
    clearTimeout(this.#reading);
    if (!isBusy || this.#end) return;
    const stop = () => this.#break(reason`its tokenizer had not read the text after ${LONGEST_READING / 1000} seconds`);
    this.#reading = setTimeout(() => {
      this.#reading = setTimeout(stop, GRACE);
    }, LONGEST_READING);
  }

  #break(why: Reason | { readonly what: string }): void {
    if (this.#end) return;
    const error = new AttnError('unexpected', { ...why });
    this.#stop(error);
    this.#listeners.onBreak(error);
  }

  #stop(error: Error): void {
    if (this.#end) return;
    this.#end = error;
    clearTimeout(this.#reading);
    this.#worker.terminate();
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
