import { dense } from '@attn-elements/core/math';
import { describe, expect, it } from 'vitest';
import { encoding } from '../../src/kinds/index.js';
import { defaults, type PlotSettings } from '../../src/settings.js';
import { loadTable } from '../../src/table.js';
import { learnedTable, noise } from './tables.js';

const settings: PlotSettings = { ...defaults, length: 12, maxDistance: 20 };
/** The same biases: of 8 buckets and 3 heads, and the other way. */
const byBuckets = noise(8, 3);
const byHeads = dense(
  Float32Array.from({ length: 24 }, (_, at) => byBuckets.values[(at % 8) * 3 + Math.floor(at / 8)]),
  [3, 8],
);
const linesOf = (table: ReturnType<typeof learnedTable>, given: Partial<PlotSettings> = {}) =>
  encoding('t5', { ...settings, ...given }, table).kernel!().lines.map(({ values }) => [...values]);

describe('a table of T5’s biases', () => {
  const expected = linesOf(learnedTable(byBuckets, 'buckets heads'));

  it('is told from its other side by the number of buckets', () => {
    expect(expected).toHaveLength(3);
    // Distance 1 of a reader of what came before is bucket 1.
    expect(expected.map(([, one]) => one)).toEqual([...byBuckets.values.subarray(3, 6)]);
    expect(linesOf(learnedTable(byBuckets), { buckets: 8 })).toEqual(expected);
    expect(linesOf(learnedTable(byHeads), { buckets: 8 })).toEqual(expected);
  });

  it('says so where it was stored the other way', () => {
    const turned = encoding('t5', { ...settings, buckets: 8 }, learnedTable(byHeads));
    expect(turned.remarks).toEqual([{ name: 'biasesTurned', details: { buckets: 8, heads: 3 } }]);
    expect(encoding('t5', { ...settings, buckets: 8 }, learnedTable(byBuckets)).remarks).toEqual([]);
  });

  it('is refused where neither side, or both, have as many', () => {
    const sentence = /buckets is 32: its shape \[8, 3\] has 32 buckets on both sides or on neither.*axes/;
    expect(() => linesOf(learnedTable(byBuckets), { namesBuckets: true })).toThrow(sentence);
    // Nobody says how many: supposed, and said.
    const supposed = encoding('t5', settings, learnedTable(byBuckets));
    expect(supposed.remarks).toEqual([{ name: 'biasesSupposed', details: { buckets: 8, heads: 3 } }]);
    const square = learnedTable(noise(8, 8));
    expect(() => linesOf(square, { buckets: 8 })).toThrow(/\[8, 8\] has 8 buckets on both sides/);
    const [one, other] = (['buckets heads', 'heads buckets'] as const).map((axes) =>
      linesOf(square, { buckets: 8, axes }),
    );
    expect(one[0][1]).toBe(square.values[8]);
    expect(other[0][1]).toBe(square.values[1]);
  });

  it('is what its name in a checkpoint says, whatever the number of buckets', async () => {
    const { signal } = new AbortController();
    const read = (name: string, { shape, values }: typeof byBuckets) =>
      loadTable({ [name]: { shape: [...shape], data: values } } as never, null, 'biases', { signal });
    expect(
      linesOf(await read('block.0.SelfAttention.relative_attention_bias.weight', byBuckets), { buckets: 3 }),
    ).toEqual(expected);
    expect(linesOf(await read('encoder.relpos_bias.rel_embedding', byHeads))).toEqual(expected);
  });
});
