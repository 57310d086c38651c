import { numberSettings } from './properties.js';
import type { AttnTrainer } from './attn-trainer.js';
import type { RunOptions } from './training/protocol.js';

const given = (options: object) => Object.fromEntries(Object.entries(options).filter(([, value]) => value !== null));

/** What a run is to be, of the properties that are set. */
export function runOptionsOf(element: AttnTrainer): RunOptions {
  const { task, engine, score, positions, steps, speed, example, src, textColumn, labelColumn } = element;
  const data = element.data ?? (src ? new URL(src, document.baseURI).href : null);
  const numbers = Object.fromEntries(numberSettings.map((name) => [name, element[name]]));
  return {
    task,
    ...given({ ...numbers, engine, score, positions, steps, speed, example, data, textColumn, labelColumn }),
  };
}

/** What of it may change while it learns. */
export function liveOptionsOf({ learningRate, example, steps, speed }: AttnTrainer) {
  return { ...given({ learningRate, example, steps }), speed: speed ?? 0 };
}
