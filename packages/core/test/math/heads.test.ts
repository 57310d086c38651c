import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { load } from '../../src/data/index.js';
import { rollUpHeads } from '../../src/math/index.js';

const folder = resolve(process.env.ATTN_REFERENCE_DIR ?? join(import.meta.dirname, '../../../../tests/reference'));
const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as {
  cases: { file: string; kind: string; arrays: Record<string, unknown> }[];
};
const cases = index.cases.filter(({ kind, file }) => kind === 'rollup' && existsSync(join(folder, file)));

describe('heads rolled up, as PyTorch does', () => {
  it('has cases', () => expect(cases.length).toBeGreaterThan(0));

  it.each(cases)('$file', async ({ file, arrays }) => {
    const tensors = await load(readFileSync(join(folder, file)));
    const attention = await tensors.get('attention');
    if (attention.dtype === 'string') throw new Error('attention is text');
    const [layers, heads, rows, columns] = attention.shape;
    const size = rows * columns;
    let compared = 0;
    for (const rollup of ['mean', 'max', 'min'] as const) {
      const name = `head_${rollup}`;
      if (!(name in arrays)) continue;
      const expected = await tensors.get(name);
      if (expected.dtype === 'string') throw new Error(`${name} is text`);
      for (let layer = 0; layer < layers; layer++) {
        const slices = Array.from({ length: heads }, (_, head) => attention.slice(layer, head).float32());
        const found = rollUpHeads(slices, rollup);
        const truth = expected.slice(layer).float32();
        expect(found.length).toBe(size);
        for (let i = 0; i < size; i++) {
          // Maximum and minimum are one of the values; PyTorch sums the mean in float32.
          if (rollup === 'mean') expect(Math.abs(found[i] - truth[i])).toBeLessThanOrEqual(1e-7);
          else expect(found[i]).toBe(truth[i]);
          compared++;
        }
      }
    }
    expect(compared).toBeGreaterThan(0);
  });
});

describe('heads with cells that hold no weight', () => {
  const heads = [
    Float32Array.of(0.2, -Infinity, -Infinity, NaN, 0.5),
    Float32Array.of(0.6, -3.4e38, 0.4, 0.1, -Infinity),
  ];
  it.each([
    ['mean', [0.4, -Infinity, 0.2, 0.1, 0.25]],
    ['max', [0.6, -Infinity, 0.4, 0.1, 0.5]],
    ['min', [0.2, -Infinity, 0, 0.1, 0]],
  ] as const)('%s keeps what all heads mask, counts what some mask as 0, and passes over NaN', (rollup, expected) => {
    expect([...rollUpHeads(heads, rollup)]).toEqual([...Float32Array.from(expected)]);
  });

  it('is the head itself where there is one', () => {
    const only = Float32Array.of(0.1, 0.9, NaN, -Infinity);
    for (const rollup of ['mean', 'max', 'min'] as const) expect(rollUpHeads([only], rollup)).toEqual(only);
  });
});
