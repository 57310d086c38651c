import type { Connection, Listeners } from './connection.js';
import type { Answers, CommandName, Commands } from './protocol.js';
import { Session } from './session.js';

/** A session on the page's own thread, which it shares between layers. */
export class PageConnection implements Connection {
  readonly #session: Session;

  constructor({ onProgress }: Listeners) {
    this.#session = new Session(onProgress);
  }

  ask<Name extends CommandName>(
    name: Name,
    argument: Parameters<Commands[Name]>[0],
    signal = new AbortController().signal,
  ): Promise<ReturnType<Commands[Name]>> {
    const answer = (this.#session as Answers)[name] as (
      given: unknown,
      stop: AbortSignal,
    ) => Promise<ReturnType<Commands[Name]>>;
    return answer.call(this.#session, argument, signal);
  }

  end(): void {
    void this.#session.close();
  }
}
