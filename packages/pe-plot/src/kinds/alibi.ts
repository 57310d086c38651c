import { alibiSlopes } from '@attn-elements/core/math';
import type { PlotSettings } from '../settings.js';
import { biasKernel, biasPairs } from './bias.js';
import type { Encoding } from './encoding.js';
import { once } from './once.js';

/** ALiBi biases: each head's scores lose in proportion to the distance (Press et al. 2022, 3). */
export function alibiEncoding({ length, heads, bidirectional, trained }: PlotSettings): Encoding {
  const slopes = once(() => alibiSlopes(heads).values);
  const bias = {
    heads: Array.from({ length: heads }, (_, head) => head),
    length,
    bidirectional,
    unit: 'bias',
    value: (relative: number, head: number | null) => -slopes()[head ?? 0] * Math.abs(relative) + 0,
    formula: (relative: number, head: number | null) => `−${slopeText(slopes()[head ?? 0])} × ${Math.abs(relative)}`,
  } as const;
  return {
    kind: 'alibi',
    variant: '',
    length,
    width: 0,
    trained,
    views: ['bias', 'kernel'],
    pairs: once(() => biasPairs(bias)),
    kernel: once(() => biasKernel(bias)),
  };
}

const slopeText = (slope: number) => String(Number(slope.toPrecision(4)));
