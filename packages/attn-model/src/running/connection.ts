import type { CommandName, Commands, Progress } from './protocol.js';

/** A way to a session, wherever it works. */
export interface Connection {
  /** Rejects with the signal's reason where whoever asks loses interest, and with `AttnError`. */
  ask<Name extends CommandName>(
    name: Name,
    argument: Parameters<Commands[Name]>[0],
    signal?: AbortSignal,
  ): Promise<ReturnType<Commands[Name]>>;
  /** Ends it: who waits is told that nothing will come. */
  end(): void;
}

export interface Listeners {
  readonly onProgress: (progress: Progress) => void;
  /** The session is gone, though nobody ended it. */
  readonly onBreak: (error: Error) => void;
}

/** A session in a worker, or, where the page may not have one, on its own thread. */
export async function connect(listeners: Listeners, signal: AbortSignal): Promise<Connection> {
  const { WorkerConnection } = await import('./worker-connection.js');
  const worker = await WorkerConnection.start(listeners, signal);
  if (worker) return worker;
  const { PageConnection } = await import('./page-connection.js');
  signal.throwIfAborted();
  return new PageConnection(listeners);
}
