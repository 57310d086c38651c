import { AttnError, type Reason, reason } from '@attn-elements/core/errors';
import { numberSettings, type RunSettingName, settingOf } from '../settings-table.js';
import { MOST_VARIANTS } from './most-variants.js';
import { commonDefaults, type SettingName, type TrainerSettings } from '../tasks/task.js';

/** A run that differs from the element's own in one setting, or several. */
export interface Variant {
  /** As the author wrote it. */
  readonly text: string;
  readonly settings: Partial<TrainerSettings>;
  /** Why it cannot be; null where it can, as far as is known before it is opened. */
  readonly fault: AttnError | null;
}

/** The setting that an author means by a name: as links, properties or attributes have it. */
const named = (name: string): RunSettingName | undefined =>
  settingOf(name) ?? settingOf(name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()));

/** Settings that runs are compared by. */
const comparable: readonly string[] = Object.keys(commonDefaults);

const isNumber = (name: RunSettingName): boolean => (numberSettings as readonly string[]).includes(name);

/** Variants of the text of `compare`: `positions=none; score=dot, width=128` are two. */
export function variantsOf(text: string): readonly Variant[] {
  const parts = text.split(';').map((part) => part.trim());
  return parts.filter(Boolean).map((part, at, all) => {
    const refuse = (what: Reason): Variant => ({
      text: part,
      settings: {},
      fault: new AttnError('bad-option', { name: 'compare', value: part, ...what }),
    });
    if (at >= MOST_VARIANTS) return refuse(reason`it compares more than ${MOST_VARIANTS} runs with this one`);
    if (all.indexOf(part) < at) return refuse(reason`it stands there twice`);
    const settings: Record<string, number | string> = {};
    for (const pair of part.split(',')) {
      const [name, value = '', ...rest] = pair.split('=').map((one) => one.trim());
      const setting = named(name);
      if (!value || rest.length > 0) return refuse(reason`a setting and its value are needed, as in positions=none`);
      if (!setting || !comparable.includes(setting))
        return refuse(reason`${name} is no setting that runs are compared by: ${comparable.join(', ')}`);
      if (setting in settings) return refuse(reason`it sets ${name} twice`);
      const number = Number(value);
      // What is no number is refused by the rules of settings, as it was written.
      settings[setting] = isNumber(setting) && !Number.isNaN(number) ? number : value;
    }
    return { text: part, settings: settings as Partial<TrainerSettings>, fault: null };
  });
}

/** Settings that a variant changes. */
export const changedBy = ({ settings }: Variant): readonly SettingName[] => Object.keys(settings) as SettingName[];
