import { wavelengths } from '@attn-elements/core/math';
import type { Settings } from '../settings.js';
import type { Encoding } from './encoding.js';
import { once } from './once.js';
import { sinusoidalTable } from './sinusoidal-table.js';
import { pairsKernel, tablePairs } from './table-pairs.js';
import { waveKernel, wavePairs } from './wave-kernel.js';

/** Sines and cosines of the position, ever slower from column to column (Vaswani et al. 2017, 3.5). */
export function sinusoidalEncoding(settings: Settings): Encoding {
  const { dModel: width, base, similarity } = settings;
  const encoding = sinusoidalTable(settings);
  // Columns that come in pairs make what two positions have in common the same at every distance.
  const isPaired = width % 2 === 0;
  const waves = once(() => waveKernel(encoding.table(), similarity));
  const pairs = once(() => (isPaired ? wavePairs(waves(), width / 2) : tablePairs(encoding.table(), similarity)));
  return {
    ...encoding,
    pairs,
    kernel: once(() => (isPaired ? waves() : pairsKernel(pairs()))),
    waves: once(() => ({
      lines: [{ state: 'unscaled', values: wavelengths({ width, base }).values }],
      formula: (pair) => `2π · ${base}^(${2 * pair}/${width})`,
    })),
  };
}
