import { sinusoidal } from '@attn-elements/core/math';
import type { PlotSettings } from '../settings.js';
import type { Encoding } from './encoding.js';
import { once } from './once.js';
import { sineColumn } from './sine-columns.js';

/** The table of sines and cosines alone: what curves are drawn from (Vaswani et al. 2017, 3.5). */
export function sinusoidalTable(settings: PlotSettings) {
  const { length, dModel: width, base, order, spacing, start, trained } = settings;
  return {
    kind: 'sinusoidal',
    variant: '',
    length,
    width,
    trained,
    views: ['curves', 'heatmap', 'similarity', 'kernel', 'wavelengths'],
    table: once(() => sinusoidal({ length, width, base, order, spacing, start })),
    term(position, column) {
      const { name, divisor } = sineColumn(column, width, settings);
      return name ? `${name}(${position + start} / ${divisor})` : '0';
    },
  } satisfies Encoding;
}
