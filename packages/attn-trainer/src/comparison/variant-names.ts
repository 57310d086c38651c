import type { RunModel } from '../model.js';
import type { TrainerWords } from '../strings.js';
import { namedSettings } from '../tasks/settings.js';
import type { SettingName } from '../tasks/task.js';
import type { TrainerSay } from '../figure/words.js';
import { changedBy, type Variant } from './variants.js';

/** A setting and its value in words. */
function settingName(name: SettingName, value: unknown, say: TrainerSay): string {
  const word = `${name}-${value}` as TrainerWords;
  const isNamed = name in namedSettings && (namedSettings as Record<string, readonly unknown[]>)[name].includes(value);
  return say('settingIs', { name: say(name), value: isNamed ? say(word) : String(value) });
}

/** A variant by what it changes, in words; as it was written where that cannot be. */
export function variantName(variant: Variant, say: TrainerSay): string {
  const names = changedBy(variant).map((name) => settingName(name, variant.settings[name], say));
  return names.length > 0 ? names.reduce((one, next) => say('comma', { one, next })) : variant.text;
}

/** The run that the others are variants of: by its own value where they all change one and the same setting. */
export function ownName(variants: readonly Variant[], { inForce }: RunModel, say: TrainerSay): string {
  const changed = [...new Set(variants.flatMap(changedBy))];
  return changed.length === 1 && inForce ? settingName(changed[0], inForce.settings[changed[0]], say) : say('ownRun');
}
