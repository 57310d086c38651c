import type { RunModel } from '../model.js';
import type { TrainerWords } from '../strings.js';
import { namedSettings } from '../tasks/settings.js';
import type { SettingName } from '../tasks/task.js';
import type { TrainerSay } from '../figure/words.js';
import { changedBy, type Variant } from './variants.js';

/** The value of a setting in words. */
function valueName(name: SettingName, value: unknown, say: TrainerSay): string {
  const word = `${name}-${value}` as TrainerWords;
  const isNamed = name in namedSettings && (namedSettings as Record<string, readonly unknown[]>)[name].includes(value);
  return isNamed ? say(word) : String(value);
}

/** A setting and its value in words. */
const settingName = (name: SettingName, value: unknown, say: TrainerSay): string =>
  say('settingIs', { name: say(name), value: valueName(name, value, say) });

/** The one setting that all variants change; null where they change several. */
function onlyChange(variants: readonly Variant[]): SettingName | null {
  const changed = new Set(variants.flatMap(changedBy));
  return changed.size === 1 ? [...changed][0] : null;
}

/**
 * The names at the ends of lines, the element's own first, which have little room: where all runs differ in one and the same setting,
 * its value tells them apart. null where the whole names are needed.
 */
export function endNames(variants: readonly Variant[], { inForce }: RunModel, say: TrainerSay): string[] | null {
  const only = onlyChange(variants);
  if (!only || !inForce) return null;
  return [inForce.settings, ...variants.map(({ settings }) => settings)].map((one) =>
    only in one ? valueName(only, one[only], say) : '',
  );
}

/** A variant by what it changes, in words; as it was written where that cannot be. */
export function variantName(variant: Variant, say: TrainerSay): string {
  const names = changedBy(variant).map((name) => settingName(name, variant.settings[name], say));
  return names.length > 0 ? names.reduce((one, next) => say('comma', { one, next })) : variant.text;
}

/** The run that the others are variants of: by its own value where they all change one and the same setting. */
export function ownName(variants: readonly Variant[], { inForce }: RunModel, say: TrainerSay): string {
  const only = onlyChange(variants);
  return only && inForce ? settingName(only, inForce.settings[only], say) : say('ownRun');
}
