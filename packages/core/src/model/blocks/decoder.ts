import type { Architecture, Embedding, Head, Layer, NormWeights, Positions } from '../architecture.js';
import { MOST_TOKENS, type ModelConfig } from '../config.js';

interface DecoderParts {
  readonly embedding: Embedding;
  readonly layers: readonly Layer[];
  readonly finalNorm: NormWeights | null;
  readonly head: Head | null;
}

/** Most tokens of a text. */
export const lengthOf = (config: ModelConfig): number =>
  config.count(['max_position_embeddings', 'n_positions'], { most: MOST_TOKENS });

/** An embedding that is a table, with nothing beside it unless `more` says so. */
export const embeddingOf = (
  table: string,
  sizes: { readonly vocabulary: number; readonly width: number },
  more: Partial<Embedding> = {},
): Embedding => ({
  table,
  ...sizes,
  scale: 1,
  positions: { kind: 'none' } satisfies Positions,
  types: null,
  norm: null,
  projection: null,
  ...more,
});

/** A decoder alone. */
export const decoderOf = (config: ModelConfig, { embedding, layers, finalNorm, head }: DecoderParts): Architecture => ({
  modelType: config.text('model_type')!,
  width: embedding.projection?.outputs ?? embedding.width,
  maxTokens: lengthOf(config),
  embedding,
  patches: null,
  decoderEmbedding: null,
  stack: { layers, norm: null, finalNorm, relativeBias: null },
  decoder: null,
  head,
  tokens: { padding: config.token('pad_token_id'), end: config.tokens('eos_token_id') },
  labels: null,
});

/** Numbers from 0 to before `count`, each made into something. */
export const times = <T>(count: number, make: (at: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, i) => make(i));
