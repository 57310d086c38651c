import type { trainerProperties } from './properties.js';
import type { InForce } from './training/protocol.js';

type PropertyName = keyof typeof trainerProperties;

interface RunSetting {
  /** The property that sets it. */
  readonly property: PropertyName;
  /** Whether it may change while the model learns; a change of any other means another run. */
  readonly isLive?: boolean;
}

/**
 * Settings of a run by the names that runs, files and links know them by. What is shown, used, saved, linked and announced goes by
 * this table.
 */
export const runSettings = {
  task: { property: 'task' },
  textColumn: { property: 'textColumn' },
  labelColumn: { property: 'labelColumn' },
  encoding: { property: 'encoding' },
  engine: { property: 'engine' },
  seed: { property: 'seed' },
  learningRate: { property: 'learningRate', isLive: true },
  batch: { property: 'batchSize' },
  layers: { property: 'layers' },
  heads: { property: 'heads' },
  width: { property: 'dModel' },
  score: { property: 'score' },
  positions: { property: 'positions' },
  length: { property: 'length' },
  symbols: { property: 'vocabularySize' },
  compare: { property: 'compare' },
  steps: { property: 'steps', isLive: true },
  speed: { property: 'speed', isLive: true },
  example: { property: 'example', isLive: true },
} as const satisfies Readonly<Record<string, RunSetting>>;

export type RunSettingName = keyof typeof runSettings;

/** Settings that may change while the model learns. */
export type LiveSettingName = {
  [Name in RunSettingName]: (typeof runSettings)[Name] extends { readonly isLive: true } ? Name : never;
}[RunSettingName];

/** Settings that are numbers, in the order of their fields. */
export const numberSettings = [
  'seed',
  'learningRate',
  'batch',
  'layers',
  'heads',
  'width',
  'length',
  'symbols',
] as const satisfies readonly RunSettingName[];

/** Data of the author: another means another run, and no file or link names it. */
export const runSources = ['src', 'data'] as const satisfies readonly PropertyName[];

export const settingNames = Object.keys(runSettings) as RunSettingName[];

export const isLive = (name: RunSettingName): name is LiveSettingName => 'isLive' in runSettings[name];

/** The setting that a name means, its own or its property's; undefined where it means none. */
export const settingOf = (name: string): RunSettingName | undefined =>
  settingNames.find((one) => one === name) ?? settingNames.find((one) => runSettings[one].property === name);

/** Settings in force of a task that uses some of them, by the names of a run. */
export function settingsInForce(
  { task, settings, compare, steps, speed, example }: InForce,
  uses: readonly string[],
): Readonly<Partial<Record<RunSettingName, number | string>>> {
  const own = Object.entries(settings).filter(([name]) => uses.includes(name));
  return { task, ...Object.fromEntries(own), ...(compare ? { compare } : {}), steps, speed, example };
}
