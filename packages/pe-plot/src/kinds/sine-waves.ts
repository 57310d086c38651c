import { wavelengths } from '@attn-elements/core/math';
import type { PlotSettings } from '../settings.js';
import type { PlotRemark, Waves } from './encoding.js';

/** Wavelengths of sines and cosines of a width, and beside those of other code the paper's. */
export function sineWaves(width: number, { base, spacing }: PlotSettings): Waves {
  const own = wavelengths({ width, base, spacing }).values;
  const paper = wavelengths({ width, base }).values;
  const last = Math.max(1, own.length - 1);
  const isPaper = spacing === 'paper';
  return {
    lines: isPaper
      ? [{ state: 'unscaled', values: own }]
      : [
          { state: spacing, values: own },
          { state: 'plainPaper', values: paper.subarray(0, own.length) },
        ],
    formula: (pair, state) =>
      `2π · ${base}^(${state === 'tensor2tensor' ? `${pair}/${last}` : `${2 * pair}/${width}`})`,
  };
}

/** That the wavelengths are not the paper's, with the longest of both. */
export function sineRemarks(width: number, { base, spacing }: PlotSettings): PlotRemark[] {
  if (spacing === 'paper') return [];
  const longest = (of: Float64Array) => Math.round(of[of.length - 1]);
  const own = longest(wavelengths({ width, base, spacing }).values);
  return [{ name: 'longestWave', details: { own, paper: longest(wavelengths({ width, base }).values) } }];
}
