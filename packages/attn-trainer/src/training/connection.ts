import { later } from '@attn-elements/core/element';
import { type CommandName, type Commands, errorOf, type Fault, faultOf, type Reply, type Report } from './protocol.js';

export interface Listeners {
  readonly onReport: (report: Report) => void;
  readonly onFault: (fault: Fault) => void;
}

/** How long the page's own thread is busy at a stretch, in milliseconds: half of a frame. */
const SLICE = 8;

/** How long a worker may take to start, in milliseconds, before the page does its work. */
const PATIENCE = 10_000;

/** A run, wherever it takes place. */
export interface Connection {
  readonly place: 'worker' | 'page';
  ask<Name extends CommandName>(name: Name, ...given: Parameters<Commands[Name]>): Promise<ReturnType<Commands[Name]>>;
  /** Ends it, with everything that it holds. */
  end(): void;
}

/** Starts a worker, or where the page may not have one (its policy, another origin, an old browser) works on its own thread. */
export async function connect(listeners: Listeners): Promise<Connection> {
  return (await inWorker(listeners)) ?? onPage(listeners);
}

async function onPage({ onReport, onFault }: Listeners): Promise<Connection> {
  const { Session } = await later(import('./training.later.js'));
  const session = new Session({ onReport, onFault: (error) => onFault(faultOf(error)), slice: SLICE });
  return {
    place: 'page',
    ask: (name, ...given) => (session[name] as (...args: typeof given) => Promise<never>).apply(session, given),
    end: () => void session.close(),
  };
}

async function inWorker({ onReport, onFault }: Listeners): Promise<Connection | null> {
  let worker: Worker;
  try {
    worker = new Worker(new URL('./training.later.js', import.meta.url), { type: 'module', name: 'attn-trainer' });
  } catch {
    return null;
  }
  const waiting = new Map<number, { resolve: (result: never) => void; reject: (error: Error) => void }>();
  const hear: Record<Reply['kind'], (reply: never) => void> = {
    ready: () => {},
    report: ({ report }: Extract<Reply, { kind: 'report' }>) => onReport(report),
    fault: ({ fault }: Extract<Reply, { kind: 'fault' }>) => onFault(fault),
    result({ id, result }: Extract<Reply, { kind: 'result' }>) {
      waiting.get(id)?.resolve(result as never);
      waiting.delete(id);
    },
    refusal({ id, fault }: Extract<Reply, { kind: 'refusal' }>) {
      waiting.get(id)?.reject(errorOf(fault));
      waiting.delete(id);
    },
  };
  const isReady = await new Promise<boolean>((resolve) => {
    worker.addEventListener('message', () => resolve(true), { once: true });
    worker.addEventListener('error', (event) => {
      // Told here, and to nobody else.
      event.preventDefault();
      resolve(false);
    });
    setTimeout(() => resolve(false), PATIENCE);
  });
  if (!isReady) {
    worker.terminate();
    return null;
  }
  worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => hear[data.kind](data as never));
  worker.addEventListener('error', () => onFault(faultOf(new Error('The worker failed.'))));
  let id = 0;
  return {
    place: 'worker',
    ask: (name, ...[argument]) =>
      new Promise((resolve, reject) => {
        waiting.set(++id, { resolve, reject });
        worker.postMessage({ id, name, argument }, []);
      }),
    end() {
      worker.terminate();
      for (const { reject } of waiting.values()) reject(new Error('The run was ended.'));
    },
  };
}
