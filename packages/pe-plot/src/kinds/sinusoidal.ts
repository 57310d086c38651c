import { sinusoidal } from '@attn-elements/core/math';
import type { PlotSettings } from '../settings.js';
import type { Encoding } from './encoding.js';
import { once } from './once.js';
import { sineRemarks, sineWaves } from './sine-waves.js';
import { sinusoidalTable } from './sinusoidal-table.js';
import { pairsKernel, tablePairs } from './table-pairs.js';
import { waveKernel, wavePairs } from './wave-kernel.js';

/** Sines and cosines of the position, ever slower from column to column (Vaswani et al. 2017, 3.5). */
export function sinusoidalEncoding(settings: PlotSettings): Encoding {
  const { length, dModel: width, base, order, spacing, start, similarity } = settings;
  const encoding = sinusoidalTable(settings);
  // Columns that come in pairs make what two positions have in common the same at every distance, in whatever order they stand.
  const isPaired = width % 2 === 0;
  const inTurn = () =>
    order === 'interleaved' ? encoding.table() : sinusoidal({ length, width, base, spacing, start });
  const waves = once(() => waveKernel(inTurn(), similarity));
  const pairs = once(() => (isPaired ? wavePairs(waves(), width / 2) : tablePairs(encoding.table(), similarity)));
  return {
    ...encoding,
    pairs,
    kernel: once(() => (isPaired ? waves() : pairsKernel(pairs()))),
    waves: once(() => sineWaves(width, settings)),
    remarks: sineRemarks(width, settings),
  };
}
