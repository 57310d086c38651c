import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BEAT, PATIENT_BEATS } from '../../src/training/pulse.js';
import type { Reply } from '../../src/training/protocol.js';
import { WorkerConnection } from '../../src/training/worker-connection.js';

/** A worker that says what a test has it say. */
class FakeWorker extends EventTarget {
  static latest: FakeWorker;
  readonly heard: { name?: string; kind?: string; id?: number }[] = [];
  isEnded = false;

  constructor() {
    super();
    FakeWorker.latest = this;
  }

  postMessage(message: (typeof this.heard)[number]): void {
    this.heard.push(message);
  }

  say(data: unknown): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data: data as Reply }));
  }

  terminate(): void {
    this.isEnded = true;
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('Worker', FakeWorker);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function begin(first: string) {
  const listeners = { onReport: vi.fn(), onFault: vi.fn(), onBreak: vi.fn() };
  const starting = WorkerConnection.start(listeners, new AbortController().signal);
  const worker = FakeWorker.latest;
  worker.say({ kind: first });
  return { connection: await starting, worker, ...listeners };
}

const report = (state: string) => ({ kind: 'report', report: { state } });
const looks = ({ heard }: FakeWorker) => heard.filter(({ kind }) => kind === 'look').length;

describe('a worker', () => {
  it('that lacks a part it needs is none', async () => {
    const { connection, worker } = await begin('lacking');
    expect([connection, worker.isEnded]).toEqual([null, true]);
  });

  it('that ends without a word while it trains is noticed, and who waits is told', async () => {
    const { connection, worker, onBreak } = await begin('ready');
    worker.say(report('training'));
    const refusal = expect(connection!.ask('csv')).rejects.toMatchObject({ code: 'worker-failed' });
    vi.advanceTimersByTime(BEAT * (PATIENT_BEATS - 1));
    expect(onBreak).not.toHaveBeenCalled();
    vi.advanceTimersByTime(BEAT);
    await refusal;
    expect(onBreak).toHaveBeenCalledOnce();
    expect(onBreak.mock.calls[0][0].message).toContain('it has not answered for 40 s');
    expect(worker.isEnded).toBe(true);
  });

  it('that answers is left alone, and is asked nothing while it rests', async () => {
    const { worker, onBreak } = await begin('ready');
    worker.say(report('training'));
    for (let beat = 0; beat < 3 * PATIENT_BEATS; beat++) {
      vi.advanceTimersByTime(BEAT);
      worker.say({ kind: 'here' });
    }
    expect(onBreak).not.toHaveBeenCalled();
    worker.say(report('paused'));
    const asked = looks(worker);
    vi.advanceTimersByTime(BEAT * 2 * PATIENT_BEATS);
    expect([looks(worker), onBreak.mock.calls.length]).toEqual([asked, 0]);
  });
});
