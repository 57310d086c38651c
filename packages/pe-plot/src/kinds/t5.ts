import { t5Bucket } from '@attn-elements/core/math';
import { checkSettings } from '../faults.js';
import type { PlotSettings } from '../settings.js';
import { biasKernel, biasPairs } from './bias.js';
import type { BiasTable } from './bias-table.js';
import type { Encoding } from './encoding.js';
import { once } from './once.js';

/**
 * A number that a model learns for each range of distances (Raffel et al. 2020, 2.1). Without the learned numbers, a table
 * [buckets, heads], the buckets themselves are shown: which distances share one.
 */
export function t5Encoding(table: BiasTable | null, settings: PlotSettings): Encoding {
  const [buckets, heads] = table?.shape ?? [settings.buckets, 1];
  checkSettings('t5', { ...settings, buckets, heads });
  const { length, maxDistance, bidirectional, trained } = settings;
  const bucketOf = (relative: number) => t5Bucket(relative, { buckets, maxDistance, bidirectional });
  const bias = {
    heads: table ? Array.from({ length: heads }, (_, head) => head) : [null],
    length,
    bidirectional,
    unit: table ? 'bias' : 'bucket',
    value: (relative: number, head: number | null) =>
      table ? table.values[bucketOf(relative) * heads + (head ?? 0)] : bucketOf(relative),
    formula: (relative: number, head: number | null) =>
      table ? `b[${bucketOf(relative)}, ${head}]` : `bucket(${relative > 0 ? '+' : ''}${relative})`,
  } as const;
  return {
    kind: 't5',
    variant: '',
    length,
    width: 0,
    trained,
    views: ['bias', 'kernel'],
    pairs: once(() => biasPairs(bias)),
    kernel: once(() => biasKernel(bias)),
    remarks: table?.reading ? [{ name: table.reading, details: { buckets, heads } }] : [],
  };
}
