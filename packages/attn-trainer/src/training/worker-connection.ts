import { fillSentence, reason, type Reason } from '@attn-elements/core/errors';
import { trainerSentences } from '../trainer/errors.js';
import type { Connection, Listeners } from './connection.js';
import {
  type CommandName,
  type Commands,
  errorOf,
  type Fault,
  type Look,
  type Reply,
  type Request,
} from './protocol.js';
import { Pulse } from './pulse.js';
import { beginWorker, type BegunWorker } from './worker.js';

/** Time for a worker to start, in milliseconds, before the page does its work: its file has to be fetched. */
const PATIENCE = 30_000;

interface Waiting {
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

/** A run in a worker. */
export class WorkerConnection implements Connection {
  readonly place = 'worker';
  readonly #worker: Worker;
  readonly #listeners: Listeners;
  readonly #waiting = new Map<number, Waiting>();
  readonly #closing = new AbortController();
  /** Watched while something is expected of the worker: an answer, or the next report. */
  readonly #pulse = new Pulse(
    () => this.#worker.postMessage({ kind: 'look' } satisfies Look, []),
    (seconds) => this.#break(reason`it has not answered for ${seconds} s`),
  );
  #isTraining = false;
  #asked = 0;
  /** Why nothing is answered any more. */
  #end: Fault | null = null;

  /** Null where the page may not have a worker, or it does not start, or what it needs does not come. Rejects with the signal's reason. */
  static async start(listeners: Listeners, signal: AbortSignal): Promise<WorkerConnection | null> {
    let begun: BegunWorker;
    try {
      begun = beginWorker();
    } catch {
      return null;
    }
    const isReady = await starts(begun.worker, signal);
    begun.settled();
    if (isReady) return new WorkerConnection(begun.worker, listeners);
    begun.worker.terminate();
    signal.throwIfAborted();
    return null;
  }

  private constructor(worker: Worker, listeners: Listeners) {
    this.#worker = worker;
    this.#listeners = listeners;
    const until = { signal: this.#closing.signal };
    worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => this.#hear(data), until);
    worker.addEventListener('messageerror', () => this.#break(reason`a message could not be read`), until);
    worker.addEventListener(
      'error',
      (event) => {
        // Told here, and not by the page as an error of its own.
        event.preventDefault();
        this.#break(event.message ? { what: event.message } : reason`no reason was given`);
      },
      until,
    );
  }

  ask<Name extends CommandName>(name: Name, ...[argument]: Parameters<Commands[Name]>) {
    return new Promise<never>((resolve, reject) => {
      if (this.#end) {
        reject(errorOf(this.#end));
        return;
      }
      const id = ++this.#asked;
      this.#waiting.set(id, { resolve, reject });
      this.#pulse.watch();
      const request: Request = { id, name, argument };
      try {
        this.#worker.postMessage(request, []);
      } catch (error) {
        // Data that cannot be sent to another thread.
        this.#waiting.delete(id);
        reject(error as Error);
      }
    });
  }

  end(): void {
    this.#close({ code: 'unexpected', message: 'The run was ended.', details: {} });
  }

  #hear(reply: Reply): void {
    this.#pulse.felt();
    if (reply.kind === 'report') {
      this.#isTraining = reply.report.state === 'training';
      this.#listeners.onReport(reply.report);
    } else if (reply.kind === 'fault') this.#listeners.onFault(reply.fault);
    else if (reply.kind === 'result' || reply.kind === 'refusal') this.#answer(reply);
    const isExpected = !this.#end && (this.#isTraining || this.#waiting.size > 0);
    if (isExpected) this.#pulse.watch();
    else this.#pulse.end();
  }

  #answer(reply: Extract<Reply, { readonly id: number }>): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (reply.kind === 'result') waiting?.resolve(reply.result as never);
    else waiting?.reject(errorOf(reply.fault));
  }

  /** The worker has failed: whoever waits is told that nothing will come. */
  #break(why: Reason | { readonly what: string }): void {
    if (this.#end) return;
    const message = fillSentence(trainerSentences['worker-failed'], { what: why.what });
    const fault: Fault = { code: 'worker-failed', message, details: { ...why } };
    this.#close(fault);
    this.#listeners.onBreak(fault);
  }

  #close(fault: Fault): void {
    this.#end ??= fault;
    this.#closing.abort();
    this.#pulse.end();
    this.#worker.terminate();
    for (const { reject } of this.#waiting.values()) reject(errorOf(fault));
    this.#waiting.clear();
  }
}

/** Whether a worker says that it is ready, before it fails, takes too long, or is not wanted any more. */
async function starts(worker: Worker, signal: AbortSignal): Promise<boolean> {
  const settled = new AbortController();
  const until = { signal: settled.signal };
  let timer: ReturnType<typeof setTimeout>;
  const isReady = await new Promise<boolean>((resolve) => {
    worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => resolve(data.kind === 'ready'), until);
    worker.addEventListener(
      'error',
      (event) => {
        event.preventDefault();
        resolve(false);
      },
      until,
    );
    signal.addEventListener('abort', () => resolve(false), until);
    timer = setTimeout(() => resolve(false), PATIENCE);
    if (signal.aborted) resolve(false);
  });
  clearTimeout(timer!);
  settled.abort();
  return isReady;
}
