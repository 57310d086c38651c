import { fillSentence, reason, type Reason } from '@attn-elements/core/errors';
import { trainerSentences } from '../trainer/errors.js';
import type { Connection, Listeners } from './connection.js';
import { Line, type LineWatch, wasEnded } from './line.js';
import type { CommandName, Commands, Fault, Look, Share } from './protocol.js';
import { Pulse } from './pulse.js';
import { SharedConnection } from './shared-connection.js';
import { onWorkerFailure, startWorker } from '@attn-elements/core/element';
import { beginWorker } from './worker.js';

/** A run in a worker, which others may share. */
export class WorkerConnection implements Connection {
  readonly place = 'worker';
  readonly #worker: Worker;
  readonly #line: Line;
  /** Runs that share the worker. */
  readonly #shared = new Set<SharedConnection>();
  /** Watched while something is expected of the worker. */
  readonly #pulse = new Pulse(
    () => this.#worker.postMessage({ kind: 'look' } satisfies Look, []),
    (seconds) => this.#break(reason`it has not answered for ${seconds} s`),
  );
  readonly #watch: LineWatch = {
    sent: () => this.#pulse.watch(),
    heard: () => {
      this.#pulse.felt();
      if ([this.#line, ...this.#shared].some(({ isExpecting }) => isExpecting)) this.#pulse.watch();
      else this.#pulse.end();
    },
  };

  /** Null where the page may not have a worker, or it does not start, or what it needs does not come. Rejects with the signal's reason. */
  static async start(listeners: Listeners, signal: AbortSignal): Promise<WorkerConnection | null> {
    const worker = await startWorker(beginWorker, signal);
    return worker && new WorkerConnection(worker, listeners);
  }

  private constructor(worker: Worker, listeners: Listeners) {
    this.#worker = worker;
    this.#line = new Line(worker, listeners, this.#watch);
    const { signal } = this.#line;
    onWorkerFailure(worker, (why) => this.#break(why), { signal });
  }

  ask<Name extends CommandName>(name: Name, ...given: Parameters<Commands[Name]>) {
    return this.#line.ask(name, ...given);
  }

  share(listeners: Listeners): Connection {
    const { port1, port2 } = new MessageChannel();
    this.#worker.postMessage({ kind: 'share', port: port2 } satisfies Share, [port2]);
    const shared = new SharedConnection(port1, new Line(port1, listeners, this.#watch), () =>
      this.#shared.delete(shared),
    );
    this.#shared.add(shared);
    return shared;
  }

  end(): void {
    this.#stop();
    for (const shared of this.#shared) shared.end();
    this.#line.close(wasEnded);
  }

  /** The worker has failed, and with it all runs in it: whoever waits is told that nothing will come. */
  #break(why: Reason | { readonly what: string }): void {
    if (this.#line.signal.aborted) return;
    const message = fillSentence(trainerSentences['worker-failed'], { what: why.what });
    const fault: Fault = { code: 'worker-failed', message, details: { ...why } };
    this.#stop();
    for (const shared of this.#shared) shared.break(fault);
    this.#line.break(fault);
  }

  #stop(): void {
    this.#pulse.end();
    this.#worker.terminate();
  }
}
