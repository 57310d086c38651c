import { memory } from '@attn-elements/core/tfjs';
import { describe, expect, it } from 'vitest';
import { Trainer } from '../../src/trainer/trainer.js';
import type { TrainerOptions } from '../../src/trainer/trainer-options.js';

const small = { task: 'reverse', length: 4, symbols: 4, width: 8, batch: 4 } as const;

async function losses(options: TrainerOptions, count: number): Promise<number[]> {
  const trainer = await Trainer.create(options);
  await trainer.step(count);
  const found = [...trainer.history.losses];
  trainer.dispose();
  return found;
}

describe('a run', () => {
  it('is the same from the same seed, and another from another', async () => {
    const first = await losses({ ...small, seed: 4 }, 30);
    expect(first).toHaveLength(30);
    expect(await losses({ ...small, seed: 4 }, 30)).toEqual(first);
    expect(await losses({ ...small, seed: 5 }, 30)).not.toEqual(first);
  });

  it('does not depend on how many steps are asked for at once, nor on what is looked at between', async () => {
    const trainer = await Trainer.create(small);
    for (let i = 0; i < 6; i++) {
      await trainer.step(5);
      await trainer.evaluate();
      await trainer.snapshot();
    }
    expect([...trainer.history.losses]).toEqual(await losses(small, 30));
    trainer.dispose();
  });

  it('begins again after a reset, with the settings that are in force', async () => {
    const trainer = await Trainer.create(small);
    await trainer.step(20);
    const first = [...trainer.history.losses];
    await trainer.reset();
    expect(trainer.steps).toBe(0);
    expect(trainer.history.losses).toHaveLength(0);
    await trainer.step(20);
    expect([...trainer.history.losses]).toEqual(first);
    expect(() => (trainer.learningRate = 100)).toThrow('at most 10');
    trainer.learningRate = 0.1;
    await trainer.reset();
    await trainer.step(20);
    expect([...trainer.history.losses]).toEqual(await losses({ ...small, learningRate: 0.1 }, 20));
    trainer.dispose();
  });

  it.each(['safetensors', 'npz'] as const)('goes on from a file as if it had never stopped: %s', async (format) => {
    const whole = await losses(small, 40);
    const trainer = await Trainer.create(small);
    await trainer.step(25);
    const file = await trainer.save(format);
    trainer.dispose();
    const other = await Trainer.open(file);
    expect(other.steps).toBe(25);
    expect(other.settings).toEqual(trainer.settings);
    await other.step(15);
    expect([...other.history.losses].slice(25)).toEqual(whole.slice(25));
    other.dispose();
  });

  it('takes overlapping calls one after the other, of several trainers too', async () => {
    const options = [small, { ...small, seed: 2, engine: 'cpu' as const }, { ...small, seed: 3 }];
    const alone: number[][] = [];
    for (const one of options) alone.push(await losses(one, 12));
    const trainers = await Promise.all(options.map((one) => Trainer.create(one)));
    await Promise.all(trainers.flatMap((trainer) => [trainer.step(4), trainer.step(4), trainer.step(4)]));
    expect(trainers.map(({ history }) => [...history.losses])).toEqual(alone);
    for (const trainer of trainers) trainer.dispose();
  });

  it('leaves nothing behind in 20 rounds of training, resetting, loading and ending', async () => {
    const round = async () => {
      const trainer = await Trainer.create(small);
      await trainer.step(3);
      await trainer.evaluate();
      await trainer.snapshot();
      await trainer.reset();
      await trainer.load(await trainer.save());
      trainer.dispose();
      await expect(trainer.step()).rejects.toThrow('disposed');
    };
    await round();
    const { numTensors } = memory();
    for (let i = 0; i < 20; i++) await round();
    expect(memory().numTensors).toBe(numTensors);
  });
});

describe('a run that goes wrong', () => {
  const wild = { task: 'reconstruct', learningRate: 10, seed: 3 } as const;

  it('stops where the loss explodes, says why, and goes on from what was sound', async () => {
    const trainer = await Trainer.create(wild);
    const error = await trainer.step(200).catch((reason) => reason);
    expect(error).toMatchObject({ code: 'exploded', details: { good: trainer.keptStep, rate: 1e-3 } });
    expect(error.message).toContain(`step ${trainer.keptStep}`);
    await expect(trainer.step()).rejects.toBe(error);
    await trainer.goBack(1e-3);
    expect(trainer.steps).toBe(trainer.keptStep);
    const { loss } = await trainer.step(50);
    expect(loss).toBeLessThan(1.5);
    trainer.dispose();
  });

  it('stops where the loss is not a number', async () => {
    const trainer = await Trainer.create(small);
    const file = await trainer.save();
    const { task, dataset } = trainer;
    trainer.dispose();
    const poisoned = { ...dataset, model: dataset.model, batch: (step: number) => dataset.batch(step) };
    const bad = await Trainer.create({
      ...small,
      task: {
        ...task,
        open: () => ({
          ...poisoned,
          heldBack: [],
          examples: 1,
          example: dataset.example.bind(dataset),
          batch(step) {
            const batch = dataset.batch(step);
            // A token that the model has not.
            if (step === 30) batch.tokens.values[0] = 99;
            return batch;
          },
        }),
      },
    });
    await bad.load(file);
    await expect(bad.step(40)).rejects.toMatchObject({ code: 'not-a-number', details: { step: 31, good: 25 } });
    expect(bad.history.losses[29]).toBeLessThan(5);
    await bad.reset();
    expect((await bad.step(10)).loss).toBeLessThan(5);
    bad.dispose();
  });

  it.each([
    [{ task: 'nonsense' }, 'unknown-task'],
    [{ task: 'own' }, 'no-data'],
    [{ task: 'reverse', heads: 3 }, 'bad-option'],
    [{ task: 'reverse', layers: 0 }, 'bad-option'],
    [{ task: 'reverse', width: 1e9 }, 'bad-option'],
    [{ task: 'reverse', learningRate: Number.NaN }, 'bad-option'],
    [{ task: 'reverse', score: 'telepathy' as never }, 'bad-option'],
    [{ task: 'own', data: 'only one line' }, 'scheme'],
    [{ task: 'own', data: 'text,label\n' }, 'damaged'],
  ])('is refused with a code: %o', async (options, code) => {
    await expect(Trainer.create(options)).rejects.toMatchObject({ code });
  });

  it('refuses files that hold other weights, and stays as it is', async () => {
    const trainer = await Trainer.create(small);
    const larger = await Trainer.create({ ...small, width: 16 });
    await trainer.step(2);
    await expect(trainer.load(await larger.save())).rejects.toMatchObject({ code: 'other-weights' });
    await expect(trainer.load(Uint8Array.of(1, 2, 3))).rejects.toMatchObject({ code: 'unknown-format' });
    expect(trainer.steps).toBe(2);
    await trainer.step(2);
    expect([...trainer.history.losses]).toEqual(await losses(small, 4));
    for (const one of [trainer, larger]) one.dispose();
  });
});
