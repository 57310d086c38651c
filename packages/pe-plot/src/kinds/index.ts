import { checkSettings, settingFault } from '../faults.js';
import type { Kind, PlotSettings } from '../settings.js';
export { addedTo } from './added.js';
import { alibiEncoding } from './alibi.js';
import { biasTable } from './bias-table.js';
import type { Encoding, LearnedTable } from './encoding.js';
import { rotaryEncoding } from './rotary.js';
import { sinusoidal2dEncoding } from './sinusoidal-2d.js';
import { sinusoidalEncoding } from './sinusoidal.js';
import { t5Encoding } from './t5.js';

/**
 * An encoding of a kind. Nothing is computed yet.
 * @param table of `learned`: [positions, width]; of `t5`, if there is one: [buckets, heads] or [heads, buckets]
 * @throws {AttnError} `bad-option` for settings that the kind cannot be computed from
 */
export function encoding(kind: Kind, settings: PlotSettings, table: LearnedTable | null): Encoding {
  if (kind === 't5') return t5Encoding(table && biasTable(table, settings), settings);
  checkSettings(kind, settings);
  switch (kind) {
    case 'sinusoidal':
      return sinusoidalEncoding(settings);
    case 'sinusoidal-2d':
      return sinusoidal2dEncoding(settings);
    case 'rotary':
      return rotaryEncoding(settings);
    case 'alibi':
      return alibiEncoding(settings);
    case 'learned':
      if (!table) throw settingFault('src', 'empty', 'table');
      return table.encoding(settings);
  }
}
