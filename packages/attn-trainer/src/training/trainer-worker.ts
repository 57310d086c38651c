import { faultOf, type Reply, type Request } from './protocol.js';
import { Session } from './session.js';
import { nextTask, Slices } from '@attn-elements/core/slices';

// Entry of the worker that trains: a module that no other imports. WebKit runs the entry of a worker a second time where a chunk
// of it imports the entry back, and two sessions would answer.

/** Longest stretch that a worker, which nobody else shares, is busy before it listens again, in milliseconds. */
const SLICE = 40;

interface WorkerScope {
  postMessage(reply: Reply, transfer: Transferable[]): void;
  addEventListener(type: 'message', listen: (event: { readonly data: Request }) => void): void;
}

const worker = globalThis as unknown as WorkerScope;
const send = (reply: Reply) => worker.postMessage(reply, []);
const session = new Session({
  slices: new Slices(SLICE, nextTask),
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
