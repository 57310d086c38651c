import type { Architecture, Embedding, Head, Layer, LinearWeights, NormWeights } from '../architecture.js';
import type { ModelConfig } from '../config.js';
import type { Activation } from '../engine/engine.js';
import type { TensorNames } from '../tensor-names.js';

type Learned = Extract<NonNullable<Embedding['positions']>, { kind: 'learned' }>;

interface EncoderParts {
  readonly embedding: Embedding;
  readonly layers: readonly Layer[];
  readonly head: Head | null;
  readonly maxTokens: number;
}

/** An encoder alone, its norms after the sums. */
export const encoderOf = (config: ModelConfig, { embedding, layers, head, maxTokens }: EncoderParts): Architecture => ({
  modelType: config.text('model_type')!,
  width: embedding.projection?.outputs ?? embedding.width,
  maxTokens,
  embedding,
  patches: null,
  decoderEmbedding: null,
  stack: { layers, norm: null, finalNorm: null, relativeBias: null },
  decoder: null,
  head,
  tokens: { padding: config.token('pad_token_id'), end: [] },
  labels: config.labels(),
});

/** Positions of BERT's heirs: a table that was learned. @param from where they begin, and whether padding has none */
export const learnedPositions = (
  names: TensorNames,
  rows: number,
  from: Pick<Learned, 'start' | 'skips'> = { start: 0, skips: null },
): Learned => ({ kind: 'learned', table: names.find('embeddings.position_embeddings.weight'), rows, ...from });

/** Types of tokens, of a text and of the text beside it. */
export const tokenTypes = (names: TensorNames, config: ModelConfig): NonNullable<Embedding['types']> => ({
  table: names.find('embeddings.token_type_embeddings.weight'),
  rows: config.count('type_vocab_size', { or: 2 }),
});

/** The token that stands at a place: a layer of its own, then the table of embeddings again, with a bias. */
export const maskedTokenHead = (
  map: LinearWeights,
  activation: Activation,
  norm: NormWeights,
  output: LinearWeights,
): Head => ({ predicts: 'mask', transform: { map, activation, norm }, scale: 1, output, softcap: 0 });

/** Classes of a whole text, told from its first token. */
export const classesHead = (
  output: LinearWeights,
  transform: { readonly map: LinearWeights; readonly activation: Activation } | null,
): Head => ({
  predicts: 'classes',
  transform: transform && { ...transform, norm: null },
  scale: 1,
  output,
  softcap: 0,
});

/** Number of classes: as many as have names, else `num_labels`, else 2. */
export const classCount = (config: ModelConfig): number =>
  config.labels()?.length ?? config.count('num_labels', { or: 2 });

/** A map whose names are beside the encoder's, so with no prefix of it or any. */
export const has = (names: TensorNames, name: string): boolean => names.has(`${name}.weight`);
