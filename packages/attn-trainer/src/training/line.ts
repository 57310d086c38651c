import { sayable } from '@attn-elements/core/element';
import type { Listeners } from './connection.js';
import { type CommandName, type Commands, errorOf, type Fault, type Reply, type Request } from './protocol.js';

interface Waiting {
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

/** One side of a conversation between threads: a worker, or a port to one that several runs share. */
export interface LinePort {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(
    type: 'message',
    listen: (event: MessageEvent) => void,
    options?: { readonly signal: AbortSignal },
  ): void;
}

/** Signs of a line, for who watches whether the other side is still there. */
export interface LineWatch {
  /** Something was asked. */
  sent(): void;
  /** Something was said, whatever it was. */
  heard(): void;
}

/** Line to a run in another thread: commands go there, reports and answers come back. */
export class Line {
  readonly #port: LinePort;
  readonly #listeners: Listeners;
  readonly #watch: LineWatch;
  readonly #waiting = new Map<number, Waiting>();
  readonly #closing = new AbortController();
  #asked = 0;
  #isTraining = false;
  /** Why nothing is answered any more. */
  #end: Fault | null = null;

  constructor(port: LinePort, listeners: Listeners, watch: LineWatch) {
    this.#port = port;
    this.#listeners = listeners;
    this.#watch = watch;
    port.addEventListener('message', ({ data }: MessageEvent<Reply>) => this.#hear(data), this.#closing);
  }

  /** Aborted once it is closed. */
  get signal(): AbortSignal {
    return this.#closing.signal;
  }

  /** Whether something is to come: an answer, or the next report. */
  get isExpecting(): boolean {
    return !this.#end && (this.#isTraining || this.#waiting.size > 0);
  }

  ask<Name extends CommandName>(name: Name, ...[argument]: Parameters<Commands[Name]>) {
    return new Promise<never>((resolve, reject) => {
      if (this.#end) {
        reject(errorOf(this.#end));
        return;
      }
      const id = ++this.#asked;
      this.#waiting.set(id, { resolve, reject });
      this.#watch.sent();
      const request: Request = { id, name, argument };
      try {
        this.#port.postMessage(request, []);
      } catch (error) {
        // Data that cannot be sent to another thread.
        this.#waiting.delete(id);
        reject(error as Error);
      }
    });
  }

  /** Hears nothing more; who waits is told why. */
  close(fault: Fault): void {
    this.#end ??= fault;
    this.#closing.abort();
    for (const { reject } of this.#waiting.values()) reject(errorOf(fault));
    this.#waiting.clear();
  }

  /** Tells who has the run that its thread has failed. */
  break(fault: Fault): void {
    this.close(fault);
    this.#listeners.onBreak(fault);
  }

  #hear(reply: Reply): void {
    if (reply.kind === 'report') {
      this.#isTraining = reply.report.state === 'training';
      this.#listeners.onReport(reply.report);
    } else if (reply.kind === 'fault') this.#listeners.onFault(reply.fault);
    else if (reply.kind === 'result' || reply.kind === 'refusal') this.#answer(reply);
    this.#watch.heard();
  }

  #answer(reply: Extract<Reply, { readonly id: number }>): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (reply.kind === 'result') waiting?.resolve(reply.result as never);
    else void sayable(reply.fault).then((fault) => waiting?.reject(errorOf(fault)));
  }
}

/** Fault of a run that was ended by who had it. */
export const wasEnded: Fault = { code: 'unexpected', message: 'The run was ended.', details: {} };
