import { faultOf, type Reply, type Request, type Withdrawal } from './protocol.js';
import { Session } from './session.js';

/** A side that commands come from. */
interface Side {
  postMessage(reply: Reply, transfer: Transferable[]): void;
  addEventListener(type: 'message', listen: (event: MessageEvent<Request | Withdrawal>) => void): void;
}

/** A session of a worker, for the page that began it. */
export function answerPage(): void {
  const page = globalThis as unknown as Side;
  const send = (reply: Reply) => page.postMessage(reply, []);
  const session = new Session(
    (progress) => send({ kind: 'progress', progress }),
    (isBusy) => send({ kind: 'tokenizer', isBusy }),
  );
  const underWay = new Map<number, AbortController>();
  page.addEventListener('message', async ({ data }) => {
    if ('kind' in data) {
      underWay.get(data.id)?.abort();
      return;
    }
    const { id, name, argument } = data;
    const control = new AbortController();
    underWay.set(id, control);
    try {
      const answer = session[name] as (given: unknown, signal: AbortSignal) => Promise<unknown>;
      send({ kind: 'result', id, result: await answer.call(session, argument, control.signal) });
    } catch (error) {
      send({ kind: 'refusal', id, fault: faultOf(error) });
    } finally {
      underWay.delete(id);
    }
  });
  send({ kind: 'ready' });
}
