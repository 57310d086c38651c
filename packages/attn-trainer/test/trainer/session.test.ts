import { memory } from '@attn-elements/core/tfjs';
import { describe, expect, it, vi } from 'vitest';
import type { Report } from '../../src/training/protocol.js';
import { RunModel } from '../../src/model.js';
import { Session } from '../../src/training/session.js';
import { nextTask, Slices } from '@attn-elements/core/slices';

const small = { task: 'reverse', length: 4, symbols: 4, width: 8, batch: 4, engine: 'wasm' } as const;

/** A session, what it reports, and what the page makes of that. */
function stand(slice = 10) {
  const reports: Report[] = [];
  const faults: unknown[] = [];
  const model = new RunModel();
  let wake = () => {};
  const session = new Session({
    isAlone: true,
    slices: new Slices(slice, nextTask),
    onReport(report) {
      reports.push(report);
      model.apply(report);
      wake();
    },
    onFault(error) {
      faults.push(error);
      wake();
    },
  });
  const until = async (isTrue: () => boolean) => {
    while (!isTrue()) await new Promise<void>((resolve) => (wake = resolve));
  };
  return { session, reports, faults, model, until };
}

describe('a session', () => {
  it('trains to its end, and reports every loss once, in order', async () => {
    const { session, reports, model, until } = stand();
    const opened = await session.open({ ...small, steps: 120 });
    expect(opened).toMatchObject({ engine: 'wasm', inForce: { steps: 120, settings: { length: 4 } } });
    await session.train();
    await until(() => model.stage === 'done');
    expect(model.step).toBe(120);
    await session.pause();
    expect(reports.filter(({ state }) => state === 'done')).toHaveLength(1);
    expect(reports.reduce((sum, { losses }) => sum + losses.length, 0)).toBe(120);
    expect(model.history.losses).toHaveLength(120);
    expect([...model.history.losses].every(Number.isFinite)).toBe(true);
    expect(model.frame!.step).toBe(120);
    expect(model.evaluation).toMatchObject({ step: 120 });
    expect(reports.at(-1)!.stepsPerSecond).toBeGreaterThan(0);
    const csv = (await session.csv()).trim().split('\n');
    expect(csv).toHaveLength(121);
    await session.close();
  });

  it('does what it is asked in order, however quickly', async () => {
    const { session, model, until } = stand(1);
    await session.open({ ...small, steps: 30 });
    await session.step();
    await Promise.all([session.reset(), session.train()]);
    await until(() => model.stage === 'done');
    expect(model.step).toBe(30);
    await Promise.all([session.reset(), session.step(), session.train(), session.pause(), session.step()]);
    expect(model.stage).toBe('paused');
    // One each, and whatever was taken between Train and Pause.
    expect(model.step).toBeGreaterThanOrEqual(2);
    expect(model.step).toBeLessThan(30);
    await Promise.all([session.train(), session.reset()]);
    expect(model.stage).toBe('paused');
    expect(model.step).toBe(0);
    await session.close();
  });

  it('rests when it is asked to, and goes on from there', async () => {
    const { session, reports, model, until } = stand(1);
    await session.open({ ...small, steps: 100_000 });
    await session.train();
    await until(() => reports.length > 2);
    await session.pause();
    expect(model.stage).toBe('paused');
    const at = model.step;
    expect(at).toBeGreaterThan(0);
    await session.step();
    expect(model.step).toBe(at + 1);
    await session.train();
    await until(() => model.step > at + 1);
    await session.reset();
    expect(model.step).toBe(0);
    expect(model.history.losses).toHaveLength(0);
    expect(model.frame!.step).toBe(0);
    await session.close();
  });

  it('keeps to a speed', async () => {
    const { session, reports, model } = stand();
    await session.open({ ...small, speed: 50 });
    // A clock of the test's own, on which steps take no time.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    try {
      const start = performance.now();
      await session.train();
      while (model.step < 10) {
        await new Promise((resolve) => setImmediate(resolve));
        vi.advanceTimersByTime(1);
      }
      expect(performance.now() - start).toBeGreaterThanOrEqual(9 * 20);
    } finally {
      vi.useRealTimers();
    }
    await session.pause();
    expect(reports.every(({ losses }) => losses.length <= 10)).toBe(true);
    await session.close();
  });

  it('tells of a run that runs away, and goes back when asked', async () => {
    const { session, faults, model, until } = stand();
    await session.open({ task: 'reconstruct', learningRate: 10, seed: 3, engine: 'wasm' });
    await session.train();
    await until(() => faults.length > 0);
    expect(faults[0]).toMatchObject({ code: 'exploded', details: { good: 0 } });
    expect(model.stage).toBe('failed');
    await session.goBack(1e-3);
    expect(model).toMatchObject({ stage: 'paused', step: 0 });
    await session.train();
    await until(() => model.stage === 'done');
    expect(model.loss).toBeLessThan(1.5);
    await session.close();
  });

  it('shows another example, and takes up a file of another run', async () => {
    const { session, model } = stand();
    await session.open(small);
    await session.set({ example: 'DCBA' });
    expect(model.frame!.example.input).toEqual(['D', 'C', 'B', 'A']);
    await session.step();
    const file = await session.save('safetensors');
    await session.open({ ...small, task: 'copy' });
    const opened = await session.load(file);
    expect(opened.inForce).toMatchObject({ task: 'reverse', settings: { length: 4, positions: 'sinusoidal' } });
    expect(model.step).toBe(1);
    await session.close();
  });

  it('is heard at once where it waits for a slow reader', async () => {
    const { session, model, until } = stand();
    // A step in twelve days.
    await session.open({ ...small, speed: 1e-6 });
    await session.train();
    await until(() => model.step === 1);
    await session.set({ speed: 0 });
    await until(() => model.step > 3);
    await session.set({ speed: 1e-6 });
    await session.pause();
    expect(model.stage).toBe('paused');
    await session.close();
  });

  it('that is closed while it opens leaves nothing, and tells nobody', async () => {
    const { session, reports, faults } = stand(0);
    const before = memory().numTensors;
    const { engine: _, ...any } = small;
    for (const options of [small, any]) {
      const opening = session.open(options);
      await nextTask();
      await session.close();
      await expect(opening).rejects.toThrow('ended');
    }
    await expect.poll(() => memory().numTensors).toBe(before);
    expect([reports, faults]).toEqual([[], []]);
  });

  it('is as it was after a file that it cannot read', async () => {
    const { session, model } = stand();
    await session.open(small);
    await session.step();
    const file = new TextDecoder('latin1').decode(await session.save('safetensors'));
    const other = file.replace('\\"width\\":8', '\\"width\\":4');
    expect(other).not.toBe(file);
    const bytes = Uint8Array.from(other, (letter) => letter.charCodeAt(0));
    await expect(session.load(bytes)).rejects.toMatchObject({ code: 'other-weights' });
    await session.step();
    expect(model.step).toBe(2);
    await session.close();
  });

  it('measures which engine is fastest where none is named', async () => {
    const { session } = stand();
    const { engine: _, ...any } = small;
    expect((await session.open(any)).engine).toBe('wasm');
    await session.close();
  });
});
