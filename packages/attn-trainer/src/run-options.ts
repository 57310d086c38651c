import { snapshot } from '@attn-elements/core/data';
import { AttnError, attributeName } from '@attn-elements/core/errors';
import type { TrainerChangeDetail } from './events.js';
import type { RunHost } from './run-host.js';
import {
  runSettings,
  type RunSettingName,
  runSources,
  settingNames,
  settingOf,
  settingsInForce,
} from './settings-table.js';
import type { Fault, InForce, RunOptions } from './training/protocol.js';

/** Settings that the properties of an element set, by the names of a run. */
const settingsOf = (element: RunHost) =>
  settingNames
    .map((name) => [name, element[runSettings[name].property]] as const)
    .filter(([, value]) => value !== null);

/**
 * Options of a run, of the properties that are set: as they can be sent to another thread.
 * @param addressOf the full address of a source
 */
export function runOptionsOf(element: RunHost, addressOf: (src: string) => string): RunOptions {
  const { src, task } = element;
  const data = element.data === null ? (src ? addressOf(src) : null) : snapshot(element.data);
  return { task, ...Object.fromEntries(settingsOf(element)), ...(data === null ? {} : { data }) };
}

/** Properties that a reader can change, of a run and of what is shown of it, by name; of those, the ones that are set. */
export function changeableOf(element: RunHost): TrainerChangeDetail {
  const { inside, tensor, lossAxis, smoothing } = element;
  const looked = Object.entries({ inside, tensor }).filter(([, value]) => value !== null);
  const settings = settingsOf(element).map(([name, value]) => [runSettings[name].property, value]);
  return { ...Object.fromEntries([...settings, ...looked]), lossAxis, smoothing };
}

/** Settings that change nothing of what a run comes to. */
const outer: readonly RunSettingName[] = ['task', 'compare', 'speed'];

/** Whether a run would be the task's own, with none of its settings given. */
export const isTasksOwn = (element: RunHost): boolean => settingsOf(element).every(([name]) => outer.includes(name));

/** Properties by which a run is what it is. */
export const runPropertiesOf = (element: RunHost): ReadonlyMap<string, unknown> =>
  new Map(
    [...settingNames.map((name) => runSettings[name].property), ...runSources].map((name) => [name, element[name]]),
  );

/** Settings that a link carries: those in force, and the readers and the engine that were named. */
export function linkedSettings(element: RunHost, inForce: InForce, uses: readonly string[]) {
  const { textColumn, labelColumn, encoding, engine } = element;
  const named = Object.entries({ textColumn, labelColumn, encoding, engine }).filter(([, value]) => value !== null);
  return { ...settingsInForce(inForce, uses), ...Object.fromEntries(named) };
}

/** Properties that set these settings. */
export const propertiesOf = (settings: Readonly<Partial<Record<RunSettingName, unknown>>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [runSettings[name as RunSettingName].property, value]),
  );

/** A fault of a setting under the name of the attribute that sets it: a page knows no other. */
export function underAttribute(fault: Fault): Fault {
  const { name, ...details } = fault.details;
  const setting = fault.code === 'bad-option' && settingOf(String(name));
  if (!setting) return fault;
  return new AttnError('bad-option', { ...details, name: attributeName(runSettings[setting].property) });
}
