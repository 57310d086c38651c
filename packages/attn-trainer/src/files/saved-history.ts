import type { AttentionMap, Example, ExamplePicture } from '../datasets/dataset.js';
import type { Evaluation, Frame, History } from '../trainer/history.js';

/** The text and the array of a file that hold how the run went. Of one axis, so that nobody takes it for attention. */
export const ABOUT = 'history';
export const VALUES = 'history.values';

/** More frames than that make a file large; what is left out lies evenly between those that are kept. */
const MOST_FRAMES = 200;

/** Frame without its numbers: those follow in the array, one after the other, the picture first. */
interface SavedFrame {
  readonly step: number;
  readonly example: Omit<Example, 'picture' | 'attention'>;
  readonly picture: ExamplePicture['shape'] | null;
  readonly attention: readonly Omit<AttentionMap, 'values'>[];
}

interface Saved {
  readonly losses: number;
  readonly evaluations: readonly Evaluation[];
  readonly frames: readonly SavedFrame[];
}

export interface SavedHistory {
  readonly about: string;
  /** The losses, and the numbers of every frame. */
  readonly values: Float32Array;
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1);

/** History of a run, as it is saved. */
export function savedHistory({ losses, evaluations, frames }: History): SavedHistory {
  const every = Math.ceil(frames.length / MOST_FRAMES);
  const kept = frames.filter((_, at) => at % every === 0);
  const parts = [losses, ...kept.flatMap(({ example }) => [example.picture, ...example.attention].map(valuesOf))];
  const values = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    values.set(part, at);
    at += part.length;
  }
  const about: Saved = { losses: losses.length, evaluations, frames: kept.map(savedFrame) };
  return { about: JSON.stringify(about), values };
}

const valuesOf = (numbers: { readonly values: Float32Array } | null): Float32Array =>
  numbers?.values ?? new Float32Array();

function savedFrame({ step, example }: Frame): SavedFrame {
  const { picture, attention, ...rest } = example;
  return {
    step,
    example: rest,
    picture: picture?.shape ?? null,
    attention: attention.map(({ values: _, ...map }) => map),
  };
}

/** Puts what was saved into a history, which is empty; nothing where it does not fit together, as of another version. */
export function restoreHistory(history: History, { about, values }: SavedHistory): void {
  try {
    const { losses, evaluations, frames } = JSON.parse(about) as Saved;
    let at = 0;
    const take = (size: number): Float32Array => {
      at += size;
      if (!Number.isSafeInteger(at) || size < 0 || at > values.length) throw new RangeError('It is too short.');
      return values.slice(at - size, at);
    };
    for (const [step, loss] of take(losses).entries()) history.addLoss(step, loss);
    for (const evaluation of evaluations) history.addEvaluation(evaluation);
    if (!frames.every(isWhole)) throw new TypeError('It is of another version.');
    for (const { step, example, picture, attention } of frames) {
      const drawn = picture && { shape: picture, values: take(sizeOf(picture)) };
      const maps = attention.map((map) => ({ ...map, values: take(sizeOf(map.shape)) }));
      history.addFrame({ step, example: { ...example, picture: drawn, attention: maps } });
    }
  } catch {
    history.clear();
  }
}

const isTexts = (list: unknown): boolean =>
  Array.isArray(list) && list.every((text) => text === null || typeof text === 'string');

/** Whether a frame has what is shown of one: a file may say anything. */
function isWhole({ step, example, attention }: SavedFrame): boolean {
  const { input, prediction, target } = example;
  const areMaps = attention.every(({ name, shape, queryTokens, keyTokens }) => {
    const hasTokens = [queryTokens, keyTokens].every((tokens) => tokens === null || isTexts(tokens));
    return typeof name === 'string' && shape.length === 4 && hasTokens;
  });
  const isText = isTexts(input) && isTexts(prediction) && (target === null || isTexts(target));
  return Number.isSafeInteger(step) && isText && attention.length > 0 && areMaps;
}
