/** Folders of models with what PyTorch computed of them, as `ATTN_MODELS_DIR` has them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from '@attn-elements/core/data';
import type { Architecture, TensorReader } from '@attn-elements/core/model';
import type { Tensor } from '@attn-elements/core/tensor';
import { dataFolders } from '../../scripts/testing/data-folders.mjs';

export const modelsFolder = dataFolders.ATTN_MODELS_DIR;

/** One array of `expected.npz`. */
export interface Expected {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** A folder of one model, and the cases that were computed of it. */
export interface ModelFolder {
  readonly name: string;
  readonly path: string;
  readonly cases: readonly string[];
  readonly tolerance: { readonly attention: number; readonly hidden: number; readonly logits: number };
}

const defaultTolerance = { attention: 1e-4, hidden: 1e-3, logits: 1e-3 };
const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

/** Every model of the folder that has expected numbers: those of `families/index.json`, and single ones beside it. */
export function modelFolders(): readonly ModelFolder[] {
  const index = join(modelsFolder, 'families', 'index.json');
  const { families = {} } = existsSync(index) ? json(index) : {};
  const found = Object.entries<{ folder?: string; cases: object; tolerance?: object }>(families).map(
    ([name, { folder = name, cases, tolerance }]) => ({
      name,
      path: join(modelsFolder, 'families', folder),
      cases: Object.keys(cases),
      tolerance: { ...defaultTolerance, ...tolerance },
    }),
  );
  const { parts = {} } = json(join(modelsFolder, 'index.json'));
  const single = Object.keys(parts)
    .filter((name) => existsSync(join(modelsFolder, name, 'expected.npz')))
    .map((name) => ({ name, path: join(modelsFolder, name), cases: [], tolerance: defaultTolerance }));
  return [...found, ...single];
}

/** Bytes of a file. */
export const bytesOf = (path: string): Uint8Array => new Uint8Array(readFileSync(path));

/** Arrays of a folder's `expected.npz`, by case and name: `case.array`. */
export async function expectedOf({ path }: ModelFolder): Promise<ReadonlyMap<string, Expected>> {
  const file = await load(bytesOf(join(path, 'expected.npz')));
  const arrays = await Promise.all(
    file.names.map(async (name) => {
      const array = await file.get(name);
      const numbers = array.dtype === 'string' ? new Float32Array() : (array as Tensor).float32();
      return [name, { shape: array.shape, values: numbers }] as const;
    }),
  );
  return new Map(arrays);
}

/** Tensors of a `model.safetensors`, under names that a test may change. */
export async function tensorsOf(path: string, rename = (name: string) => name) {
  const file = await load(bytesOf(join(path, 'model.safetensors')));
  const names = new Map(file.names.map((name) => [rename(name), name]));
  const reader: TensorReader = {
    read: async (name) => ({ tensor: (await file.get(names.get(name)!)) as Tensor }),
  };
  return { names: [...names.keys()], reader };
}

/** The configuration of a folder as it stands in its file. */
export const configOf = ({ path }: Pick<ModelFolder, 'path'>): Record<string, unknown> =>
  json(join(path, 'config.json'));

/** The largest difference of two lists of numbers; infinite where they are not as long. */
export function farthest(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Infinity;
  let most = 0;
  for (let at = 0; at < actual.length; at++) {
    const far = Math.abs(actual[at] - expected[at]);
    if (!(far <= most)) most = Number.isNaN(far) ? Infinity : far;
  }
  return most;
}

/** Pixels or ids of a case, as a pass takes them. */
export function inputOf(arrays: ReadonlyMap<string, Expected>, name: string, { patches }: Architecture) {
  const list = (array: string) => {
    const found = arrays.get(`${name}.${array}`);
    return found && [...found.values];
  };
  return patches
    ? { pixels: arrays.get(`${name}.pixel_values`)!.values }
    : {
        ids: list('input_ids')!,
        types: list('token_type_ids'),
        mask: list('attention_mask'),
        decoderIds: list('decoder_input_ids'),
      };
}
