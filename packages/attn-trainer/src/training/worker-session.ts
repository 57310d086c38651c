import { loadOperations } from '../engine/operations.js';
import { faultOf, type Look, type Reply, type Request } from './protocol.js';
import { Session } from './session.js';
import { nextTask, Slices } from '@attn-elements/core/slices';

/** Longest stretch that a worker, which nobody else shares, is busy before it listens again, in milliseconds. */
const SLICE = 40;

interface WorkerScope {
  postMessage(reply: Reply, transfer: Transferable[]): void;
  addEventListener(type: 'message', listen: (event: { readonly data: Request | Look }) => void): void;
}

/** Session of a worker: answers the page that began it. */
export function answerPage(): void {
  const worker = globalThis as unknown as WorkerScope;
  const send = (reply: Reply) => worker.postMessage(reply, []);
  const session = new Session({
    slices: new Slices(SLICE, nextTask),
    isAlone: true,
    onReport: (report) => send({ kind: 'report', report }),
    onFault: (error) => send({ kind: 'fault', fault: faultOf(error) }),
  });
  worker.addEventListener('message', async ({ data }) => {
    if ('kind' in data) {
      send({ kind: 'here' });
      return;
    }
    const { id, name, argument } = data;
    try {
      const result = await (session[name] as (given: unknown) => Promise<unknown>).call(session, argument);
      send({ kind: 'result', id, result });
    } catch (error) {
      send({ kind: 'refusal', id, fault: faultOf(error) });
    }
  });
  // A worker without what it computes with is none: the page does the work then.
  loadOperations().then(
    () => send({ kind: 'ready' }),
    () => send({ kind: 'lacking' }),
  );
}
