import { reason, type Reason } from '@attn-elements/core/errors';
import { load, type Source, type TensorFile } from '@attn-elements/core/data';
import { type WrittenArray, type WrittenNumbers, writeNpz, writeSafetensors } from '@attn-elements/core/data/write';
import { MOST_VARIANTS } from '../comparison/most-variants.js';
import type { AttentionMap } from '../datasets/dataset.js';
import type { ParameterSpecs } from '../models/model.js';
import type { TrainerSettings } from '../tasks/task.js';
import { TrainerError } from '../trainer/errors.js';
import type { ParameterValues } from '../trainer/parameter-set.js';
import { ABOUT, type SavedHistory, VALUES } from './saved-history.js';

export const fileFormats = ['safetensors', 'npz'] as const;
export type FileFormat = (typeof fileFormats)[number];

/** Checkpoint: the state that training goes on from. */
export interface State {
  /** Steps taken. */
  readonly step: number;
  readonly values: ParameterValues;
  /** Adam's, [2, values of all learned parameters]; null before the first step. */
  readonly moments: Float32Array | null;
}

/** Provenance that a file states. */
export interface Origin {
  readonly task: string;
  readonly settings: TrainerSettings;
  readonly step: number;
  /** Steps of the whole run, and the example whose attention is in the file; undefined in files of earlier versions. */
  readonly steps?: number;
  readonly example?: number | string;
  /** Runs that were trained beside it; undefined without. */
  readonly compare?: string;
}

/** The array of Adam's moments, the text that says what was trained, and how the arrays begin that hold the runs beside it. */
const MOMENTS = 'adam.moments';
const ORIGIN = 'training';
const BESIDE = 'compare.';

/** Files of the runs that are trained beside one, in the order of `compare`; null of those that have none. */
export type FilesBeside = readonly (Uint8Array | null)[];

/**
 * A file of the weights under their names, of Adam's moments, of attention, the first map as `attention`, so that
 * `<attn-heatmap>` opens it, of how the run went, and of the files of the runs beside it.
 */
export function writeCheckpoint(
  format: FileFormat,
  { values, moments }: State,
  specs: ParameterSpecs,
  origin: Origin,
  attention: readonly AttentionMap[],
  history: SavedHistory,
  beside: FilesBeside = [],
): Uint8Array {
  const arrays = new Map<string, WrittenNumbers>();
  const tokens = new Map<string, readonly string[]>();
  for (const [i, map] of attention.entries()) {
    const name = i === 0 ? 'attention' : `attention_${map.name}`;
    arrays.set(name, map);
    for (const side of ['query', 'key'] as const) {
      const texts = map[`${side}Tokens`];
      if (texts) tokens.set(i === 0 ? `${side}_tokens` : `${name}.${side}_tokens`, texts);
    }
  }
  for (const [name, { shape, isFrozen }] of Object.entries(specs)) {
    if (!isFrozen) arrays.set(name, { shape, values: values.get(name)! });
  }
  if (moments) arrays.set(MOMENTS, { shape: [2, moments.length / 2], values: moments });
  arrays.set(VALUES, { shape: [history.values.length], values: history.values });
  // A safetensors file is whole words: its numbers have four bytes, and what is before them is padded to eight.
  for (const [i, file] of beside.entries()) {
    if (file) arrays.set(`${BESIDE}${i}`, { shape: [file.length / 4], values: new Int32Array(file.slice().buffer) });
  }
  const texts = { [ORIGIN]: JSON.stringify(origin), [ABOUT]: history.about };
  if (format === 'safetensors') {
    const lists = [...tokens].map(([name, list]) => [name, JSON.stringify(list)]);
    return writeSafetensors(arrays, { ...Object.fromEntries(lists), ...texts });
  }
  const members = new Map<string, WrittenArray>(arrays);
  for (const [name, list] of tokens) members.set(name, { shape: [list.length], texts: list });
  for (const [name, text] of Object.entries(texts)) members.set(name, { shape: [1], texts: [text] });
  return writeNpz(members);
}

export interface ReadOptions {
  /** Whether weights that the file has not stay as they are. False unless given: they are an error. */
  readonly partial?: boolean;
}

/** A file of weights that was opened. */
export class Checkpoint {
  /** Provenance that the file states; null of other programs' files. */
  readonly origin: Origin | null;
  readonly #file: TensorFile;

  private constructor(file: TensorFile, origin: Origin | null) {
    this.#file = file;
    this.origin = origin;
  }

  /** Throws what `load` of core/data throws. */
  static async open(source: Source): Promise<Checkpoint> {
    const file = await load(source);
    return new Checkpoint(file, originOf(await textOf(file, ORIGIN)));
  }

  /** The state for a model of these specs, in which `present` are the values at present. Throws `other-weights`. */
  async state(specs: ParameterSpecs, present: ParameterValues, { partial = false }: ReadOptions = {}): Promise<State> {
    const values = new Map(present);
    for (const [name, { shape, isFrozen }] of Object.entries(specs)) {
      if (isFrozen || (partial && !this.#file.has(name))) continue;
      values.set(name, await this.#numbers(name, shape));
    }
    const learned = Object.values(specs).filter(({ isFrozen }) => !isFrozen);
    const count = learned.reduce((sum, { shape }) => sum + shape.reduce((product, length) => product * length, 1), 0);
    const moments = this.#file.has(MOMENTS) ? await this.#numbers(MOMENTS, [2, count]) : null;
    return { step: this.origin?.step ?? 0, values, moments };
  }

  /** History of the run until then; null of files that do not say. */
  async history(): Promise<SavedHistory | null> {
    const about = await textOf(this.#file, ABOUT);
    if (about === null || !this.#file.has(VALUES)) return null;
    const array = await this.#file.get(VALUES);
    return array.dtype === 'string' ? null : { about, values: array.float32() };
  }

  /** Files of the runs that were trained beside it; none of files that have none. */
  async beside(): Promise<FilesBeside> {
    const files: (Uint8Array | null)[] = [];
    for (let i = 0; i < MOST_VARIANTS; i++) {
      const array = this.#file.has(`${BESIDE}${i}`) ? await this.#file.get(`${BESIDE}${i}`) : null;
      const isFile = array?.dtype === 'int32';
      files.push(isFile ? new Uint8Array(Int32Array.from(array.float64()).buffer) : null);
    }
    return files;
  }

  async #numbers(name: string, shape: readonly number[]): Promise<Float32Array> {
    const refuse = (what: Reason) => new TrainerError('other-weights', { url: this.#file.url, ...what });
    if (!this.#file.has(name)) throw refuse(reason`there is no ${name}`);
    const array = await this.#file.get(name);
    if (array.dtype === 'string' || array.shape.join() !== shape.join()) {
      throw refuse(reason`${name} is [${array.shape.join(', ')}] and not [${shape.join(', ')}]`);
    }
    return array.float32().slice();
  }
}

/** A text of its own, which formats without texts keep as an array of one. */
async function textOf(file: TensorFile, name: string): Promise<string | null> {
  if (!file.has(name)) return file.metadata.get(name) ?? null;
  const array = await file.get(name);
  return array.dtype === 'string' ? array.values[0] : null;
}

/** State written beside the weights, as far as it is what this version writes. */
function originOf(text: string | null): Origin | null {
  try {
    const { task, settings, step, steps, example, compare } = JSON.parse(text ?? 'null') ?? {};
    const isOurs = typeof task === 'string' && typeof settings === 'object' && Number.isSafeInteger(step) && step >= 0;
    if (!isOurs || !settings) return null;
    return {
      task,
      settings,
      step,
      steps: Number.isSafeInteger(steps) && steps > 0 ? steps : undefined,
      example: ['number', 'string'].includes(typeof example) ? example : undefined,
      compare: typeof compare === 'string' ? compare : undefined,
    };
  } catch {
    return null;
  }
}
