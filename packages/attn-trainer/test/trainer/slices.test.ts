import { describe, expect, it } from 'vitest';
import { Trainer } from '../../src/trainer/trainer.js';
import { nextTask, Slices } from '@attn-elements/core/slices';

const small = { task: 'reverse', length: 4, symbols: 4, width: 8, batch: 4 } as const;

describe('a slice of time', () => {
  it('goes on while it lasts, and then lets others have their turn', async () => {
    let turns = 0;
    const long = new Slices(60_000, async () => void turns++);
    for (let i = 0; i < 100; i++) await long.rest();
    expect(turns).toBe(0);
    const none = new Slices(0, async () => void turns++);
    for (let i = 0; i < 100; i++) await none.rest();
    expect(turns).toBe(100);
  });

  it('is followed by what waits already', async () => {
    const order: string[] = [];
    const { port1, port2 } = new MessageChannel();
    const heard = new Promise<void>((resolve) => {
      port1.addEventListener('message', () => {
        order.push('others');
        port1.close();
        resolve();
      });
    });
    port1.start();
    port2.postMessage(null);
    await nextTask();
    order.push('work');
    await heard;
    expect(order).toEqual(['others', 'work']);
  });
});

describe('a trainer that shares its thread', () => {
  it('rests between steps, between batches that were held back, and wherever an example needs several runs', async () => {
    let rests = 0;
    const rested = async (run: () => Promise<unknown>) => {
      const before = rests;
      await run();
      return rests - before;
    };
    const trainer = await Trainer.create({ ...small, task: 'translate', rest: async () => void rests++ });
    expect(rests).toBeGreaterThan(0);
    expect(await rested(() => trainer.step(10))).toBeGreaterThanOrEqual(10);
    expect(await rested(() => trainer.evaluate())).toBeGreaterThanOrEqual(trainer.dataset.heldBack.length);
    const { prediction } = await trainer.example(0);
    expect(await rested(() => trainer.snapshot(0))).toBeGreaterThanOrEqual(prediction.length);
    trainer.dispose();
  });

  it('learns the same as one that has it to itself', async () => {
    const [alone, sharing] = await Promise.all([
      Trainer.create(small),
      Trainer.create({ ...small, rest: () => nextTask() }),
    ]);
    await Promise.all([alone.step(30), sharing.step(30)]);
    expect([...sharing.history.losses]).toEqual([...alone.history.losses]);
    for (const one of [alone, sharing]) one.dispose();
  });

  it('stops at its next rest where it is disposed of', async () => {
    const trainer = await Trainer.create({ ...small, rest: () => nextTask() });
    const running = trainer.step(1e9);
    await nextTask();
    trainer.dispose();
    await expect(running).rejects.toThrow('disposed');
    expect(trainer.steps).toBeLessThan(1e6);
  });
});
