import type { TensorSource } from '@attn-elements/core/data';

/** A document of two levels: how much each sentence weighs, and each word in its sentence. */
export interface DocumentLevels {
  /** Number of tokens of each sentence. */
  readonly lengths: readonly number[];
  /** [sentences] */
  readonly sentences: Float32Array;
  /** [tokens], sentence after sentence, without padding. */
  readonly words: Float32Array;
}

/** A source that is a document: its one matrix is [1, tokens], word weight × sentence weight. */
export interface DocumentSource extends TensorSource {
  readonly levels: DocumentLevels;
}

export const isDocument = (source: TensorSource): source is DocumentSource => 'levels' in source;

/** Tokens of a document, a list each sentence. */
export type SentenceTokens = readonly (string | readonly string[])[];
