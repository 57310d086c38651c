import { memory } from '@attn-elements/core/tfjs';
import { describe, expect, it } from 'vitest';
import { histograms } from '../../src/inside/histogram.js';
import { Trainer } from '../../src/trainer/trainer.js';
import { ran } from '../exports/cases.js';
import { readInside, recorded } from './inside-record.js';

const small = { task: 'reverse', length: 4, symbols: 4, width: 8, batch: 4 } as const;

/** The four numbers that a record has of a tensor. */
function inBrief(values: ArrayLike<number>): number[] {
  const list = Array.from(values);
  const sum = (of: (value: number) => number) => list.reduce((all, value) => all + of(value), 0);
  return [sum((value) => value), sum((value) => value ** 2), list[0], list[list.length - 1]];
}

describe('the inside of a run', () => {
  it.each(recorded)('%s: is what PyTorch has under the same names', async (name) => {
    const trainer = await ran(name);
    const inside = await trainer.inside();
    const record = readInside()[name];
    const names = inside.tensors.map((one) => one.name);
    expect(Object.keys(record.brief).filter((one) => !names.includes(one))).toEqual([]);
    for (const [tensor, brief] of Object.entries(record.brief)) {
      const found = inBrief((await inside.tensor({ name: tensor }))!.values);
      const scale = Math.sqrt(brief[1]) + 1;
      for (const [i, number] of brief.entries()) expect(Math.abs(found[i] - number) / scale, tensor).toBeLessThan(1e-3);
    }

    const { places } = (await inside.probabilities({}))!;
    const [first] = places;
    for (const [i, share] of record.likely.entries()) expect(first.answers[i].probability).toBeCloseTo(share, 4);
    const labels = trainer.dataset.names!.labels;
    expect(first.answers.map(({ text }) => text)).toEqual(record.best.map((best) => labels[best]));

    const { classes, counts } = (await inside.answers({}))!;
    const pairs = classes.flatMap((right, i) =>
      classes.map((given, j) => [right, given, counts[i * classes.length + j]] as const),
    );
    const key = (list: readonly (readonly [string, string, number])[]) => list.map((one) => one.join(' ')).sort();
    expect(key(pairs.filter(([, , count]) => count > 0))).toEqual(key(record.answers!));
    trainer.dispose();
  });

  it('is that of earlier steps, too, and nothing of it stays on the engine', async () => {
    const trainer = await Trainer.create(small);
    const before = memory().numTensors;
    const seen: Float32Array[] = [];
    const inside = await trainer.inside();
    const name = 'lm_head.weight.grad';
    for (let i = 0; i < 3; i++) {
      await trainer.snapshot();
      seen.push((await inside.tensor({ name }))!.values as Float32Array);
      await trainer.step(5);
    }
    for (const [i, step] of [0, 5, 10].entries())
      expect((await inside.tensor({ name, step }))!.values).toEqual(seen[i]);
    expect(await inside.tensor({ name, step: 7 })).toBeNull();
    const { steps, counts, low, high } = await inside.histograms({ name });
    expect(steps).toEqual([0, 5, 10, 15]);
    expect(counts.reduce((sum, one) => sum + one, 0)).toBe(4 * seen[0].length);
    expect([low, high]).toEqual([
      Math.min(...seen.flatMap((one) => [...one]), low),
      Math.max(...seen.flatMap((one) => [...one]), high),
    ]);
    const names = async (of: string) => (await inside.tensor({ name: of }))!.rowNames;
    expect(await names('transformer.wte.weight')).toEqual(['A', 'B', 'C', 'D']);
    expect(await names(name)).toEqual(['A', 'B', 'C', 'D']);
    expect(await names('lm_head.bias')).toBeNull();
    await expect(inside.tensor({ name: 'lm_head' })).resolves.toMatchObject({ shape: [1, 4, 4] });
    await expect(inside.tensor({ name: 'lm_head.weights' })).rejects.toMatchObject({ code: 'bad-option' });
    expect(memory().numTensors).toBe(before);
    trainer.dispose();
  });

  it('knows the wrong answers, as many as accuracy says', async () => {
    const trainer = await Trainer.create({ task: 'digits', seed: 3 });
    await trainer.step(12);
    const { accuracy } = await trainer.evaluate();
    const inside = await trainer.inside();
    const { wrong, all, classes, counts, examples } = (await inside.answers({}))!;
    expect(wrong.length / all).toBeCloseTo(1 - accuracy!, 6);
    const [first] = (await inside.examples({ numbers: [wrong[0]] }))!;
    expect(first.prediction).not.toEqual(first.target);
    const cell = classes.indexOf(first.target![0]!) * classes.length + classes.indexOf(first.prediction[0]!);
    expect(counts[cell]).toBeGreaterThan(0);
    expect(examples[cell]).toContain(wrong[0]);
    trainer.dispose();
  });

  it('has no answers where there are none, and says nothing of a step that was never taken', async () => {
    const trainer = await Trainer.create({ task: 'reconstruct' });
    const inside = await trainer.inside();
    expect(await inside.answers({})).toMatchObject({ classes: [], wrong: [] });
    expect(await inside.probabilities({})).toMatchObject({ places: [] });
    expect(await inside.answers({ step: 9 })).toBeNull();
    trainer.dispose();
  });
});

describe('histograms', () => {
  it('have common buckets from the least to the largest value, as numpy.histogram counts', () => {
    const values = new Map([
      [0, [0, 1, 2, 3.2, NaN]],
      [5, [3.2, 3.1, -Infinity]],
    ]);
    const { counts, buckets, low, high, steps } = histograms(values);
    expect({ buckets, low, high, steps }).toEqual({ buckets: 32, low: 0, high: 3.2, steps: [0, 5] });
    // numpy.histogram([0, 1, 2, 3.2], 32, (0, 3.2)) and of [3.2, 3.1]
    const filled = (row: number) =>
      [...counts.subarray(row * 32, row * 32 + 32)].flatMap((n, i) => (n ? [[i, n]] : []));
    expect(filled(0)).toEqual([
      [0, 1],
      [10, 1],
      [20, 1],
      [31, 1],
    ]);
    expect(filled(1)).toEqual([[31, 2]]);
    expect(histograms(new Map([[0, [2, 2]]]))).toMatchObject({ buckets: 1, low: 2, high: 2 });
  });
});
