import { checkSettings, settingFault } from '../faults.js';
import type { Kind, Settings } from '../settings.js';
import { alibiEncoding } from './alibi.js';
import type { Encoding, LearnedTable } from './encoding.js';
import { rotaryEncoding } from './rotary.js';
import { sinusoidal2dEncoding } from './sinusoidal-2d.js';
import { sinusoidalEncoding } from './sinusoidal.js';
import { t5Encoding } from './t5.js';

/**
 * An encoding of a kind. Nothing is computed yet.
 * @param table of `learned`: [positions, width]; of `t5`, if there is one: [buckets, heads]
 * @throws {AttnError} `bad-option` for settings that the kind cannot be computed from
 */
export function encoding(kind: Kind, settings: Settings, table: LearnedTable | null): Encoding {
  const [buckets, heads] = table?.shape ?? [settings.buckets, 1];
  const given = kind === 't5' ? { ...settings, buckets, heads } : settings;
  checkSettings(kind, given);
  switch (kind) {
    case 'sinusoidal':
      return sinusoidalEncoding(given);
    case 'sinusoidal-2d':
      return sinusoidal2dEncoding(given);
    case 'rotary':
      return rotaryEncoding(given);
    case 'alibi':
      return alibiEncoding(given);
    case 't5':
      return t5Encoding(table, given);
    case 'learned':
      if (!table) throw settingFault('src', 'empty', 'table');
      return table.encoding(given);
  }
}
