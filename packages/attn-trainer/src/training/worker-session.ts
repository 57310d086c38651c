import { loadOperations } from '../engine/operations.js';
import { faultOf, type Look, type Reply, type Request, type Share } from './protocol.js';
import { Session } from './session.js';
import { nextTask, Slices } from '@attn-elements/core/slices';

/** Longest stretch that a worker, which nobody else shares, is busy before it listens again, in milliseconds. */
const SLICE = 40;

/** A side that commands come from: the page that began the worker, or a port of a run that shares it. */
interface Side {
  postMessage(reply: Reply, transfer: Transferable[]): void;
  addEventListener(type: 'message', listen: (event: MessageEvent<Request | Look | Share>) => void): void;
}

/** Sessions of a worker: of the page that began it, and of the runs that share it, each of which takes its steps in turn. */
export function answerPage(): void {
  const page = globalThis as unknown as Side;
  const slices = new Slices(SLICE, nextTask);
  serve(page, slices);
  // A worker without what it computes with is none: the page does the work then.
  loadOperations().then(
    () => page.postMessage({ kind: 'ready' }, []),
    () => page.postMessage({ kind: 'lacking' }, []),
  );
}

/** A session for one side. */
function serve(side: Side, slices: Slices): void {
  const send = (reply: Reply) => side.postMessage(reply, []);
  const session = new Session({
    slices,
    isAlone: true,
    onReport: (report) => send({ kind: 'report', report }),
    onFault: (error) => send({ kind: 'fault', fault: faultOf(error) }),
  });
  side.addEventListener('message', async ({ data }) => {
    if ('kind' in data) {
      if (data.kind === 'look') send({ kind: 'here' });
      else {
        serve(data.port, slices);
        data.port.start();
      }
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
}
