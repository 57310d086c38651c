import { snapshot } from '@attn-elements/core/data';
import { AttnError, attributeName } from '@attn-elements/core/errors';
import type { TrainerChangeDetail } from './events.js';
import { numberSettings, runProperties } from './properties.js';
import type { AttnTrainer } from './attn-trainer.js';
import type { Fault, RunOptions } from './training/protocol.js';

const given = (options: object) => Object.fromEntries(Object.entries(options).filter(([, value]) => value !== null));

/**
 * Options of a run, of the properties that are set: as they can be sent to another thread.
 * @param addressOf the full address of a source
 */
export function runOptionsOf(element: AttnTrainer, addressOf: (src: string) => string): RunOptions {
  const { task, engine, score, positions, steps, speed, example, src, textColumn, labelColumn, encoding } = element;
  const data = element.data === null ? (src ? addressOf(src) : null) : snapshot(element.data);
  const numbers = Object.fromEntries(
    Object.entries(numberSettings).map(([name, property]) => [name, element[property]]),
  );
  return {
    task,
    ...given({ ...numbers, engine, score, positions, steps, speed, example, data, textColumn, labelColumn, encoding }),
  };
}

/** Properties that a reader can change of a run, by name; of those, the ones that are set. */
export function changeableOf(element: AttnTrainer): TrainerChangeDetail {
  const { data: _, src: __, ...run } = Object.fromEntries(runProperties.map((name) => [name, element[name]]));
  const { learningRate, steps, speed, example } = element;
  return given({ ...run, learningRate, steps, speed, example });
}

/** Options that may change while it learns. */
export function computedOptionsOf({ learningRate, example, steps, speed }: AttnTrainer) {
  return { ...given({ learningRate, example, steps }), speed: speed ?? 0 };
}

/** A fault of a setting under the name of the attribute that sets it: a page knows no other. */
export function underAttribute(fault: Fault): Fault {
  const { name, ...details } = fault.details;
  const property = fault.code === 'bad-option' && numberSettings[name as keyof typeof numberSettings];
  if (!property) return fault;
  return new AttnError('bad-option', { ...details, name: attributeName(property) });
}
