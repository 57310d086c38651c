import { AttnError } from '@attn-elements/core/errors';
import { scoreKinds } from '@attn-elements/core/math';
import { positionKinds } from '../models/attention.js';
import type { SettingName, TrainerSettings, Task } from './task.js';

interface Range {
  readonly least: number;
  readonly most: number;
}

/** Whole numbers within bounds that a phone can bear. */
export const wholeRanges = {
  seed: { least: 0, most: 2 ** 31 - 1 },
  batch: { least: 1, most: 1024 },
  layers: { least: 1, most: 8 },
  heads: { least: 1, most: 16 },
  width: { least: 1, most: 512 },
  length: { least: 2, most: 64 },
  symbols: { least: 2, most: 26 },
} as const satisfies Partial<Record<SettingName, Range>>;

export const namedSettings = { score: scoreKinds, positions: positionKinds } as const;

const refuse = (name: string, value: unknown, what: string) =>
  new AttnError('bad-option', { name, value: String(value), what });

/**
 * The settings of a task: its own, and those of the given ones that it uses. Throws `bad-option` where one is out of bounds, or
 * two do not go together.
 */
export function settingsOf(task: Task, given: Partial<TrainerSettings> = {}): TrainerSettings {
  const own = task.uses.filter((name) => given[name] !== undefined).map((name) => [name, given[name]]);
  const settings: TrainerSettings = { ...task.defaults, ...Object.fromEntries(own) };
  for (const [name, { least, most }] of Object.entries(wholeRanges) as [keyof typeof wholeRanges, Range][]) {
    const value = settings[name];
    if (Number.isSafeInteger(value) && value >= least && value <= most) continue;
    throw refuse(name, value, `a whole number from ${least} to ${most} is needed`);
  }
  for (const [name, kinds] of Object.entries(namedSettings) as [keyof typeof namedSettings, readonly string[]][]) {
    if (!kinds.includes(settings[name])) throw refuse(name, settings[name], `it must be one of ${kinds.join(', ')}`);
  }
  const { learningRate, heads, width } = settings;
  if (!(learningRate > 0 && learningRate <= 10)) {
    throw refuse('learningRate', learningRate, 'a number above 0, and 10 at most, is needed');
  }
  if (task.uses.includes('heads') && width % heads !== 0) {
    throw refuse('heads', heads, `a width of ${width} cannot be shared out to so many`);
  }
  return settings;
}
