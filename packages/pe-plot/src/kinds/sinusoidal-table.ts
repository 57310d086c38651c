import { sinusoidal } from '@attn-elements/core/math';
import type { Settings } from '../settings.js';
import type { Encoding } from './encoding.js';
import { once } from './once.js';

/** The table of sines and cosines alone: what curves are drawn from (Vaswani et al. 2017, 3.5). */
export function sinusoidalTable({ length, dModel: width, base, trained }: Settings) {
  return {
    kind: 'sinusoidal',
    variant: '',
    length,
    width,
    trained,
    views: ['curves', 'heatmap', 'similarity', 'kernel', 'wavelengths'],
    table: once(() => sinusoidal({ length, width, base })),
    term: (position, column) =>
      `${column % 2 ? 'cos' : 'sin'}(${position} / ${base}^(${column - (column % 2)}/${width}))`,
  } satisfies Encoding;
}
