import { writeSafetensors, type WrittenNumbers, writeZip } from '@attn-elements/core/data/write';
import type { Batch, Numbers } from '../../models/model.js';
import type { ParameterValues } from '../../trainer/parameter-set.js';
import type { ExportedRun } from '../exported-run.js';
import { DATA, NAMES, pytorchCode, WEIGHTS } from './code.js';

/** Bytes of the batches that are saved at most: of long runs on pictures the first. */
const LIMIT = 2 ** 24;

/** The weights under the names of the PyTorch class, and nothing else, so that `load_state_dict` takes them as they are. */
export function writeWeights({ task, settings, dataset, state }: ExportedRun): Uint8Array {
  const origin = { task: task.name, settings: JSON.stringify(settings), step: String(state.step), format: 'pt' };
  return writeSafetensors(learned(dataset.model.parameters, state.values), origin);
}

/** Program, weights and data of a run, as a zip archive. Throws `bad-option` of a model that is none of ours. */
export function writePytorch(run: ExportedRun): Uint8Array {
  const code = new TextEncoder().encode(pytorchCode(run));
  const files = new Map([
    [`${run.task.name}.py`, code],
    [WEIGHTS, writeWeights(run)],
    [DATA, writeData(run)],
  ]);
  const { names } = run.dataset;
  if (names) files.set(NAMES, new TextEncoder().encode(JSON.stringify(names)));
  return writeZip(files);
}

function learned(specs: ExportedRun['dataset']['model']['parameters'], values: ParameterValues) {
  const arrays = new Map<string, WrittenNumbers>();
  for (const [name, { shape, isFrozen }] of Object.entries(specs)) {
    // What is not learned is computed anew.
    if (!isFrozen) arrays.set(name, { shape, values: values.get(name)! });
  }
  return arrays;
}

/** Data that the run learned from: `train.*` [steps, batch, …], `held_back.*` [examples, …], `initial.*`, `losses`. */
function writeData({ task, dataset, initial, state, history }: ExportedRun): Uint8Array {
  const arrays = new Map<string, WrittenNumbers>();
  const put = (prefix: string, batch: ReadonlyMap<string, WrittenNumbers>) => {
    for (const [name, numbers] of batch) arrays.set(`${prefix}.${name}`, numbers);
  };
  const first = dataset.batch(0);
  const size = Object.values(first).reduce((sum, { values }) => sum + values.byteLength, 0);
  const wanted = Math.min(Math.max(task.steps, state.step), Math.max(1, Math.floor(LIMIT / size)));
  // Rows that are learned from in every step are saved once.
  const isAlways = Object.values(dataset.batch(1)).every((numbers, i) => numbers === Object.values(first)[i]);
  const batches = Array.from({ length: isAlways ? 1 : wanted }, (_, step) => dataset.batch(step));
  put('train', stacked(batches));
  if (dataset.heldBack.length > 0) put('held_back', joined(dataset.heldBack));
  put('initial', learned(dataset.model.parameters, initial));
  arrays.set('losses', { shape: [history.losses.length], values: history.losses.slice() });
  const { learningRateSchedule: schedule } = task;
  if (schedule && !('floor' in schedule)) {
    arrays.set('rates', {
      shape: [wanted],
      values: Float32Array.from({ length: wanted }, (_, step) => schedule(step)),
    });
  }
  return writeSafetensors(arrays, {});
}

/** Batches one after another along a first axis of their own. */
function stacked(batches: readonly Batch[]): Map<string, Numbers> {
  return merged(batches, (shape) => [batches.length, ...shape]);
}

/** The examples of all batches one after another. */
function joined(batches: readonly Batch[]): Map<string, Numbers> {
  return merged(batches, ([, ...others], values) => [
    values.length / others.reduce((product, length) => product * length, 1),
    ...others,
  ]);
}

function merged(
  batches: readonly Batch[],
  shapeOf: (shape: readonly number[], values: Numbers['values']) => readonly number[],
): Map<string, Numbers> {
  return new Map(
    Object.keys(batches[0]).map((name) => {
      const parts = batches.map((batch) => batch[name].values);
      const length = parts.reduce((sum, one) => sum + one.length, 0);
      const values = parts[0] instanceof Int32Array ? new Int32Array(length) : new Float32Array(length);
      let at = 0;
      for (const part of parts) {
        values.set(part, at);
        at += part.length;
      }
      return [name, { shape: shapeOf(batches[0][name].shape, values), values }];
    }),
  );
}
