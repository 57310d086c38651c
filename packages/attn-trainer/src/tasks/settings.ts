import { AttnError, type ErrorDetails, fillSentence } from '@attn-elements/core/errors';
import { scoreKinds } from '@attn-elements/core/math';
import { positionKinds } from '../models/position-kinds.js';
import { demandSentences } from './demands.js';
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

/** The highest learning rate. */
const MOST_RATE = 10;

export const namedSettings = { score: scoreKinds, positions: positionKinds } as const;

const english = {
  ...demandSentences,
  needsWord: 'one of {choices} is needed',
  needsAboveAtMost: 'a number above {above}, at most {most}, is needed',
} as const;

/** Refusal of a setting, by the sentence of what it needs. */
export const refuse = (name: string, value: unknown, fault: keyof typeof english, details: ErrorDetails): AttnError =>
  new AttnError('bad-option', {
    ...details,
    name,
    value: String(value),
    what: fillSentence(english[fault], details),
    fault,
  });

/** The most steps of a run: a year of them, on a fast device. */
const MOST_STEPS = 1e9;

/** Throws `bad-option` where a run cannot be of so many steps, or so many a second. */
export function checkPace({ steps, speed }: { readonly steps?: number | null; readonly speed?: number | null }): void {
  if (steps != null && !(Number.isSafeInteger(steps) && steps >= 1 && steps <= MOST_STEPS))
    throw refuse('steps', steps, 'needsWhole', { least: 1, most: MOST_STEPS });
  if (speed != null && !(speed >= 0)) throw refuse('speed', speed, 'needsFrom', { least: 0 });
}

/**
 * The settings of a task: its own, and those of the given ones that it uses. Throws `bad-option` where one is out of bounds, or
 * two do not go together.
 */
export function settingsOf(
  task: Pick<Task, 'defaults' | 'uses'>,
  given: Partial<TrainerSettings> = {},
): TrainerSettings {
  const own = task.uses.filter((name) => given[name] !== undefined).map((name) => [name, given[name]]);
  const settings: TrainerSettings = { ...task.defaults, ...Object.fromEntries(own) };
  for (const [name, { least, most }] of Object.entries(wholeRanges) as [keyof typeof wholeRanges, Range][]) {
    const value = settings[name];
    if (Number.isSafeInteger(value) && value >= least && value <= most) continue;
    throw refuse(name, value, 'needsWhole', { least, most });
  }
  for (const [name, kinds] of Object.entries(namedSettings) as [keyof typeof namedSettings, readonly string[]][]) {
    if (!kinds.includes(settings[name])) throw refuse(name, settings[name], 'needsWord', { choices: kinds });
  }
  const { learningRate, heads, width } = settings;
  if (!(learningRate > 0 && learningRate <= MOST_RATE)) {
    throw refuse('learningRate', learningRate, 'needsAboveAtMost', { above: 0, most: MOST_RATE });
  }
  if (task.uses.includes('heads') && width % heads !== 0) {
    throw refuse('heads', heads, 'needsShares', { width });
  }
  return settings;
}
