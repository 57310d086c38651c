import type { TensorFile } from '@attn-elements/core/data';
import { AttnError, reason } from '@attn-elements/core/errors';
import { type StringTensor, type Tensor, wrongShape } from '@attn-elements/core/tensor';
import type { DocumentSource, SentenceTokens } from './document.js';

/** Rows of a padded array, and how many there are of each. */
interface Rows {
  readonly count: number;
  readonly width: number;
}

/**
 * Reads a document of two levels, as in Yang et al. 2016 ("Hierarchical Attention Networks"): `word_weights` [sentences, words], padded
 * rows, and `sentence_weights` [sentences], each with an axis for the document before them or without. How long a sentence is
 * says, in this order: the author's nested tokens, `sentence_lengths` [sentences], the file's nested `tokens`, its `mask`
 * [sentences, words]; where nothing does, what is 0 or NaN at the end of a row is padding.
 * @param batch which document, where there are several
 * @throws {AttnError} `no-array`, `wrong-shape`, `wrong-token-count`
 */
export async function openDocument(
  file: TensorFile,
  batch: number,
  given: SentenceTokens | null,
): Promise<DocumentSource> {
  const padded = await numbers(file, 'word_weights', 2, batch);
  const weights = await numbers(file, 'sentence_weights', 1, batch);
  const [count, width] = padded.shape;
  if (weights.shape[0] !== count) {
    throw wrongShape('sentence_weights', weights.shape, reason`word_weights are those of ${count} sentences`);
  }
  const stored = file.has('tokens') ? await tokensOf(file, batch) : null;
  const all = padded.float32();
  const lengths = await findLengths(file, batch, given, stored, { count, width }, all);
  const words = all.filter((_, at) => at % width < lengths[Math.floor(at / width)]);
  const sentences = weights.float32().slice();
  const tokens = flatten(given, lengths) ?? flatten(stored, lengths);
  const values = new Float32Array(words.length);
  let at = 0;
  lengths.forEach((length, sentence) => {
    for (const end = at + length; at < end; at++) values[at] = words[at] * sentences[sentence];
  });
  return {
    kind: 'weights',
    layers: 1,
    heads: (layer) => (layer === 0 ? 1 : 0),
    shape: () => [1, words.length],
    queryTokens: null,
    keyTokens: tokens,
    description: file.metadata.get('description') ?? null,
    levels: { lengths, sentences, words },
    async slice(layer, head) {
      if (layer || head) throw new AttnError('no-head', { layer, head, url: file.url, layers: 1, heads: 1 });
      return values;
    },
  };
}

/** Numbers of so many axes, or of one more: then those of one document. */
async function numbers(file: TensorFile, name: string, axes: number, batch: number): Promise<Tensor> {
  const array = await file.get(name);
  if (array.dtype === 'string') throw wrongShape(name, array.shape, reason`it holds text`);
  return (hasItems(array, name, axes, batch) ? array.slice(batch) : array) as Tensor;
}

/** Whether an array is one of several documents'. @throws {AttnError} `wrong-shape` where it is neither, or has no such document */
function hasItems({ shape }: Tensor | StringTensor, name: string, axes: number, batch: number): boolean {
  if (shape.length === axes) return false;
  if (shape.length !== axes + 1)
    throw wrongShape(name, shape, reason`it must have ${axes} axes, or one more before them`);
  if (batch >= shape[0]) throw wrongShape(name, shape, reason`there is no batch item ${batch}`);
  return true;
}

/** The file's tokens: a list each sentence, without padding, or one list of all. */
async function tokensOf(file: TensorFile, batch: number): Promise<SentenceTokens> {
  const array = await file.get('tokens');
  const all =
    array.dtype === 'string' ? (array as StringTensor).values : Array.from((array as Tensor).float64(), String);
  if (array.shape.length === 1) return all;
  const [rows, width] = array.shape.slice(-2);
  const from = hasItems(array, 'tokens', 2, batch) ? batch * rows * width : 0;
  return Array.from({ length: rows }, (_, row) => trim(all.slice(from + row * width, from + (row + 1) * width)));
}

function trim(row: readonly string[]): readonly string[] {
  let { length } = row;
  while (length > 0 && row[length - 1] === '') length--;
  return row.slice(0, length);
}

const isNested = (tokens: SentenceTokens | null): tokens is readonly (readonly string[])[] =>
  tokens !== null && tokens.length > 0 && tokens.every((sentence) => typeof sentence !== 'string');

async function findLengths(
  file: TensorFile,
  batch: number,
  given: SentenceTokens | null,
  stored: SentenceTokens | null,
  rows: Rows,
  weights: Float32Array,
): Promise<readonly number[]> {
  if (isNested(given))
    return check(
      given.map(({ length }) => length),
      rows,
    );
  if (file.has('sentence_lengths')) {
    return check([...(await numbers(file, 'sentence_lengths', 1, batch)).float64()], rows);
  }
  if (isNested(stored))
    return check(
      stored.map(({ length }) => length),
      rows,
    );
  const mask = file.has('mask') ? (await numbers(file, 'mask', 2, batch)).float32() : weights;
  return Array.from({ length: rows.count }, (_, row) => lastOf(mask, row * rows.width, rows.width));
}

/** Number of values up to the last that is something: what follows it is padding. */
function lastOf(values: Float32Array, from: number, width: number): number {
  let length = Math.min(width, values.length - from);
  while (length > 0 && !values[from + length - 1]) length--;
  return length;
}

/** @throws {AttnError} `wrong-token-count` where a sentence has more words than weights, `wrong-shape` where there are more sentences */
function check(lengths: readonly number[], { count, width }: Rows): readonly number[] {
  const misfit = lengths.find((length) => !(length >= 0 && length <= width));
  if (misfit !== undefined) throw new AttnError('wrong-token-count', { count: misfit, axis: 'key', expected: width });
  if (lengths.length !== count)
    throw wrongShape('tokens', [lengths.length], reason`word_weights are those of ${count} sentences`);
  return lengths;
}

/** One list of the tokens that have weights. @throws {AttnError} `wrong-token-count` */
function flatten(tokens: SentenceTokens | null, lengths: readonly number[]): readonly string[] | null {
  if (!tokens) return null;
  const flat = tokens.flat();
  const expected = lengths.reduce((sum, length) => sum + length, 0);
  if (flat.length !== expected) throw new AttnError('wrong-token-count', { count: flat.length, axis: 'key', expected });
  return flat;
}
