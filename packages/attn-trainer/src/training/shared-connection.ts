import type { Connection } from './connection.js';
import { type Line, wasEnded } from './line.js';
import type { CommandName, Commands, Fault } from './protocol.js';

/** A run in a worker that was begun for another. */
export class SharedConnection implements Connection {
  readonly place = 'worker';
  readonly #port: MessagePort;
  readonly #line: Line;
  readonly #ended: () => void;

  /** @param ended is told that it has let the worker go */
  constructor(port: MessagePort, line: Line, ended: () => void) {
    this.#port = port;
    this.#line = line;
    this.#ended = ended;
    port.start();
  }

  get isExpecting(): boolean {
    return this.#line.isExpecting;
  }

  ask<Name extends CommandName>(name: Name, ...given: Parameters<Commands[Name]>) {
    return this.#line.ask(name, ...given);
  }

  /** Throws: what began the worker shares it. */
  share(): Connection {
    throw new Error('This connection is a share itself.');
  }

  break(fault: Fault): void {
    this.#port.close();
    this.#line.break(fault);
  }

  end(): void {
    // The worker frees what the run holds, and trains the others.
    this.#line.ask('close').catch(() => {});
    this.#line.close(wasEnded);
    this.#port.close();
    this.#ended();
  }
}
