import { AttnError, attributeName, type ErrorDetails, fillSentence } from '@attn-elements/core/errors';
import type { Kind, PlotSettings } from './settings.js';

/** Why a setting cannot be, by the name of its sentence. */
export const plotFaults = {
  whole: 'a whole number from {least} up is needed',
  even: 'columns come in pairs, so it must be even',
  above: 'a number above {least} is needed',
  size: 'the table would have {values} {values|one:value|other:values}; {most} is the most that is drawn',
  spread: 'half of the buckets hold one distance each, so it must be above {least}',
  table: 'a table of positions is needed: name a file that has one',
  matrix: 'a table is [positions, width]',
  inputsMatrix: 'inputs are [tokens, width]',
  inputsWidth: 'they are added to an encoding {width} wide: give it their width in d-model',
  inputsLength: 'the encoding has {length} positions: fewer than tokens',
  biases: 'a table of biases is [buckets, heads] or [heads, buckets]',
  sides:
    'its shape [{rows}, {columns}] has {buckets} buckets on both sides or on neither: say in buckets how many there are, and in axes which side they are',
  grid: 'a table of {length} {length|one:position|other:positions} is no grid of {rows} × {columns}, with up to {most} {most|one:token|other:tokens} before it',
  vectors: 'a query and a key of {width} numbers are needed, one for each column that turns',
  ropeJson: 'it must be an object of JSON, as in a config.json',
  ropeKind: 'that is no rotary encoding, which rope describes',
  ropeType: 'it is one of {types}',
  ropeField: 'rope_type {type} has no such field; it has {fields}',
  ropeMissing: 'rope_type {type} needs it',
  ropeSeveral: 'it has several encodings, {names}: write one of them',
  ropeNone: 'this model has no rotary encoding',
  ropeShare: 'a share of 1 at most is needed',
  ropeFlag: 'true or false is needed',
  ropeList: 'a list of {pairs} {pairs|one:number|other:numbers} is needed, one for each pair of columns',
} as const;

export type PlotFaultName = keyof typeof plotFaults;

/** The most values of a table: 8192 positions of 1024 columns, and as much again. */
export const MOST = 2 ** 24;
const MOST_HEADS = 128;

/** An error of a setting, that an element says in its reader's language by `fault`. */
export function settingFault(
  name: string,
  value: unknown,
  fault: PlotFaultName,
  details: ErrorDetails = {},
): AttnError {
  const what = fillSentence(plotFaults[fault], details);
  return new AttnError('bad-option', { name: attributeName(name), value: String(value), what, fault, ...details });
}

/**
 * Throws `bad-option` for the first setting that the kind cannot be computed from.
 * @param settings `heads` of `t5` are those of its table, or 1
 */
export function checkSettings(kind: Kind, settings: PlotSettings): void {
  const { length, dModel, rows, columns, base, factor, heads, buckets, maxDistance, trained, bidirectional } = settings;
  const whole = (name: keyof PlotSettings, least = 1) => {
    const value = settings[name];
    if (!(Number.isSafeInteger(value) && (value as number) >= least))
      throw settingFault(name, value, 'whole', { least });
  };
  const above = (name: keyof PlotSettings, value: number, least: number) => {
    if (!(value > least && value < Infinity)) throw settingFault(name, value, 'above', { least });
  };
  const atMost = (name: keyof PlotSettings, values: number, most = MOST) => {
    if (values > most) throw settingFault(name, settings[name], 'size', { values, most });
  };
  const even = () => {
    whole('dModel', 2);
    if (dModel % 2) throw settingFault('dModel', dModel, 'even');
  };
  if (trained !== null) whole('trained');
  if (kind === 'learned') return;
  if (kind === 'sinusoidal-2d') {
    whole('rows');
    whole('columns');
    even();
    above('base', base, 0);
    atMost('rows', rows * columns * dModel);
    return;
  }
  whole('length');
  // The configuration of a model is checked where it is read.
  if (kind === 'rotary' && settings.rope !== null) return;
  if (kind === 'alibi') {
    whole('heads');
    atMost('heads', heads, MOST_HEADS);
    atMost('length', length * heads);
  } else if (kind === 't5') {
    whole('buckets', bidirectional ? 4 : 2);
    const exact = Math.floor(buckets / (bidirectional ? 4 : 2));
    if (!(maxDistance > exact && maxDistance < Infinity))
      throw settingFault('maxDistance', maxDistance, 'spread', { least: exact });
    atMost('length', length * heads);
  } else {
    if (kind === 'rotary') {
      even();
      above('factor', factor, 0);
    } else whole('dModel');
    // YaRN finds the pairs of its ramp by logarithms to the base.
    above('base', base, kind === 'rotary' && settings.scaling === 'yarn' ? 1 : 0);
    atMost('length', length * dModel);
  }
}
