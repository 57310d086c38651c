import { faultOf, type Reply, type Request } from './protocol.js';
import { Session, type SessionOptions } from './session.js';
import { nextTask, roomForFrame, Slices } from './slices.js';

/** How long the page's own thread is busy at a stretch, in milliseconds: half of a frame. */
const PAGE_SLICE = 8;

/** How long a worker, which nobody else shares, is busy before it listens again. */
const WORKER_SLICE = 40;

/** What the element calls its worker: a page's own worker that imports this module is none. */
const WORKER_NAME = 'attn-trainer';

interface WorkerScope {
  readonly name: string;
  readonly WorkerGlobalScope?: unknown;
  postMessage(reply: Reply, transfer: Transferable[]): void;
  addEventListener(type: 'message', listen: (event: { readonly data: Request }) => void): void;
}

const scope = globalThis as unknown as WorkerScope;

if (typeof scope.WorkerGlobalScope !== 'undefined' && scope.name === WORKER_NAME) serve(scope);

/** A run on the page's own thread. */
export const pageSession = (listeners: Omit<SessionOptions, 'slices' | 'isAlone'>): Session =>
  new Session({ ...listeners, slices: new Slices(PAGE_SLICE, roomForFrame), isAlone: false });

/** Answers requests from the page. */
function serve(worker: WorkerScope): void {
  const send = (reply: Reply) => worker.postMessage(reply, []);
  const session = new Session({
    slices: new Slices(WORKER_SLICE, nextTask),
    isAlone: true,
    onReport: (report) => send({ kind: 'report', report }),
    onFault: (error) => send({ kind: 'fault', fault: faultOf(error) }),
  });
  worker.addEventListener('message', async ({ data: { id, name, argument } }) => {
    try {
      const result = await (session[name] as (given: unknown) => Promise<unknown>).call(session, argument);
      send({ kind: 'result', id, result });
    } catch (error) {
      send({ kind: 'refusal', id, fault: faultOf(error) });
    }
  });
  send({ kind: 'ready' });
}
