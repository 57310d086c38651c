import { join } from 'node:path';
import type { Dense } from '@attn-elements/core/math';
import { expect, it } from 'vitest';
import { describeWithData } from '../../../core/test/data/data-folder.js';
import { arraysOf } from '../../../core/test/math/models/arrays.js';
import { openedNanoSort } from '../../../core/test/math/models/nano-sort.js';
import type { Numbers } from '../../src/models/model.js';
import { Trainer } from '../../src/trainer/trainer.js';

function difference(found: Numbers, expected: Dense): number {
  expect(found.shape).toEqual(expected.shape);
  return Float64Array.from(expected.values).reduce(
    (most, value, i) => Math.max(most, Math.abs(value - found.values[i])),
    0,
  );
}

const settings = { task: 'sort', layers: 3, heads: 3, width: 48, symbols: 3, length: 6 } as const;

describeWithData('minGPT trained by others to sort', 'nano-sort-gpt', (folder) => {
  it('is the model of the task: its weights load, its attention and logits come out', async () => {
    const { arrays, model, expected, biases } = await openedNanoSort(folder);
    const given = Object.entries(arrays).map(([name, { shape, values }]) => [name, { shape, data: values }]);
    const missing = biases.map(({ shape, values }, i) => [
      `transformer.h.${i}.attn.c_attn.bias`,
      { shape, data: values },
    ]);
    const trainer = await Trainer.create(settings);
    await trainer.load(Object.fromEntries([...given, ...missing]));
    const tokens = { shape: expected.idx.shape, values: Int32Array.from(expected.idx.values) };
    const { output, attention } = await trainer.predict({ tokens });
    expect(difference(output, expected.lm_head)).toBeLessThan(1e-3);
    expect(difference(attention['self.0'], expected.attSm)).toBeLessThan(1e-4);
    let x = model.embed(expected.idx);
    for (const [layer, bias] of biases.entries()) {
      const { weights, output: next } = model.block(layer, x, bias);
      expect(difference(attention[`self.${layer}`], weights), `layer ${layer}`).toBeLessThan(1e-4);
      x = next;
    }
    const { prediction, target } = await trainer.example('CBABBC');
    expect(target!.slice(5)).toEqual(['A', 'B', 'B', 'B', 'C', 'C']);
    expect(prediction).toEqual(target);
    trainer.dispose();
  });

  it('is refused where arrays are missing, and taken without them when asked to', async () => {
    const arrays = await arraysOf(join(folder, 'model.safetensors'));
    const given = Object.fromEntries(
      Object.entries(arrays).map(([name, { shape, values }]) => [name, { shape, data: values }]),
    );
    const trainer = await Trainer.create(settings);
    await expect(trainer.load(given)).rejects.toMatchObject({ code: 'other-weights' });
    await trainer.load(given, { partial: true });
    trainer.dispose();
  });
});
