import { lazy } from '@attn-elements/core/element';
import { type CommandName, type Commands, type Fault, faultOf, type Report } from './protocol.js';
import { WorkerConnection } from './worker-connection.js';

export interface Listeners {
  readonly onReport: (report: Report) => void;
  /** The run has failed; it can be asked to go on. */
  readonly onFault: (fault: Fault) => void;
  /** The worker has failed, and the run with it: nothing is answered any more. */
  readonly onBreak: (fault: Fault) => void;
}

/** A run, wherever it takes place. */
export interface Connection {
  readonly place: 'worker' | 'page';
  ask<Name extends CommandName>(name: Name, ...given: Parameters<Commands[Name]>): Promise<ReturnType<Commands[Name]>>;
  /** Another run in the same thread, which takes its steps in turn with this one, and ends with it. */
  share(listeners: Listeners): Connection;
  /** Ends it, with everything that it holds; what was asked for is rejected. */
  end(): void;
}

/**
 * Starts a worker, or where the page may not have one (its policy, an old browser) works on its own thread. Rejects with
 * `not-loaded`, and with the signal's reason: nothing is left then.
 */
export async function connect(listeners: Listeners, signal: AbortSignal): Promise<Connection> {
  return (await WorkerConnection.start(listeners, signal)) ?? onPage(listeners, signal);
}

async function onPage(listeners: Listeners, signal: AbortSignal): Promise<Connection> {
  const { pageSession } = await lazy(() => import('./page-session.js'));
  signal.throwIfAborted();
  const begin = ({ onReport, onFault }: Listeners): Connection => {
    const session = pageSession({ onReport, onFault: (error) => onFault(faultOf(error)) });
    const shared: Connection[] = [];
    return {
      place: 'page',
      ask: (name, ...given) => (session[name] as (...args: typeof given) => Promise<never>).apply(session, given),
      share(others) {
        const connection = begin(others);
        shared.push(connection);
        return connection;
      },
      end() {
        void session.close();
        for (const connection of shared) connection.end();
      },
    };
  };
  return begin(listeners);
}
