import { sinusoidal, wavelengths } from '@attn-elements/core/math';
import type { Settings } from '../settings.js';
import type { Encoding } from './encoding.js';
import { once } from './once.js';
import { pairsKernel, tablePairs } from './table-pairs.js';
import { waveKernel, wavePairs } from './wave-kernel.js';

/** Sines and cosines of the position, ever slower from column to column (Vaswani et al. 2017, 3.5). */
export function sinusoidalEncoding({ length, width, base, similarity, trained }: Settings): Encoding {
  const table = once(() => sinusoidal({ length, width, base }));
  // Columns that come in pairs make what two positions have in common the same at every distance.
  const isPaired = width % 2 === 0;
  const waves = once(() => waveKernel(table(), similarity));
  const pairs = once(() => (isPaired ? wavePairs(waves(), width / 2) : tablePairs(table(), similarity)));
  return {
    kind: 'sinusoidal',
    variant: '',
    length,
    width,
    trained,
    views: ['curves', 'heatmap', 'similarity', 'kernel', 'wavelengths'],
    table,
    term: (position, column) =>
      `${column % 2 ? 'cos' : 'sin'}(${position} / ${base}^(${column - (column % 2)}/${width}))`,
    pairs,
    kernel: once(() => (isPaired ? waves() : pairsKernel(pairs()))),
    waves: once(() => ({
      lines: [{ scaled: false, values: wavelengths({ width, base }).values }],
      formula: (pair) => `2π · ${base}^(${2 * pair}/${width})`,
    })),
  };
}
