import type { ModelRope } from '../math/index.js';
import type { Activation } from './engine/engine.js';

/** Where a model attends: to its own sequence, or, with an encoder and a decoder, within either or from one to the other. */
export const modelParts = ['self', 'encoder', 'decoder', 'cross'] as const;
export type ModelPart = (typeof modelParts)[number];

/** Tensors are called as they are in the file. */
type Name = string;

export interface LinearWeights {
  readonly weight: Name;
  readonly bias: Name | null;
  readonly inputs: number;
  readonly outputs: number;
  /** Whether the file has it [inputs, outputs]. */
  readonly transposed?: boolean;
  /** Ranges of the outputs of a fused matrix, of `fused` outputs in all, and of its bias. */
  readonly part?: { readonly ranges: readonly (readonly [from: number, end: number])[]; readonly fused: number };
}

export interface NormWeights {
  readonly kind: 'layer' | 'rms';
  readonly weight: Name;
  readonly bias: Name | null;
  readonly width: number;
  readonly epsilon: number;
  /** Whether the factor is 1 + weight, as in Gemma. */
  readonly plusOne?: boolean;
}

/** T5's bias by distance: one table [buckets, heads] for all layers of a stack. */
export interface RelativeBias {
  readonly table: Name;
  readonly buckets: number;
  readonly maxDistance: number;
  readonly bidirectional: boolean;
}

export interface AttentionBlock {
  readonly query: LinearWeights;
  readonly key: LinearWeights;
  readonly value: LinearWeights;
  readonly output: LinearWeights;
  readonly heads: number;
  readonly keyHeads: number;
  readonly headWidth: number;
  readonly scale: number;
  readonly softcap: number;
  readonly causal: boolean;
  /** Keys that a query sees of those up to itself; 0 for all. */
  readonly window: number;
  readonly rope: ModelRope | null;
  readonly queryNorm: NormWeights | null;
  readonly keyNorm: NormWeights | null;
}

export type MlpBlock =
  | {
      readonly kind: 'plain';
      readonly into: LinearWeights;
      readonly activation: Activation;
      readonly back: LinearWeights;
    }
  | {
      readonly kind: 'gated';
      readonly gate: LinearWeights;
      readonly into: LinearWeights;
      readonly activation: Activation;
      readonly back: LinearWeights;
    };

/** A block within the residual stream: x + after(block(before(x))), and that normed, where there are norms. */
export interface Residual<T> {
  readonly before: NormWeights | null;
  readonly block: T;
  readonly after: NormWeights | null;
  readonly sum: NormWeights | null;
}

export interface Layer {
  readonly attention: Residual<AttentionBlock>;
  readonly cross: Residual<AttentionBlock> | null;
  readonly mlp: Residual<MlpBlock>;
  /** Whether attention and MLP both read what enters the layer (GPT-J, GPT-NeoX). */
  readonly isParallel: boolean;
}

/** Layers, one after the other. */
export interface Stack {
  readonly layers: readonly Layer[];
  /** Before the layers. */
  readonly norm: NormWeights | null;
  /** After them. */
  readonly finalNorm: NormWeights | null;
  readonly relativeBias: RelativeBias | null;
}

/** How positions enter the embedding. */
export type Positions =
  /** A learned table; the first token has row `start`, and those of padding do not count where `skips` names their id. */
  | {
      readonly kind: 'learned';
      readonly table: Name;
      readonly rows: number;
      readonly start: number;
      readonly skips: number | null;
    }
  /** Sines, then cosines. */
  | { readonly kind: 'sines' }
  | { readonly kind: 'none' };

/** From ids to what enters the layers. */
export interface Embedding {
  readonly table: Name;
  readonly vocabulary: number;
  readonly width: number;
  readonly scale: number;
  readonly positions: Positions;
  /** Segments of a pair. */
  readonly types: { readonly table: Name; readonly rows: number } | null;
  readonly norm: NormWeights | null;
  /** From the width of the table to that of the layers. */
  readonly projection: LinearWeights | null;
}

/** From a picture to what enters the layers: a vector a patch, after the class token. */
export interface Patches {
  readonly projection: LinearWeights;
  readonly bias: Name | null;
  readonly classToken: Name;
  readonly positions: Name;
  readonly channels: number;
  /** Rows and columns of pixels, and of a patch. */
  readonly imageSize: readonly [rows: number, columns: number];
  readonly patchSize: readonly [rows: number, columns: number];
}

/** From the last vectors to logits. */
export interface Head {
  /** Quantity that the logits are of: the next token, the token that stands here, or classes by the first token. */
  readonly predicts: 'next' | 'mask' | 'classes';
  /** A layer of its own before the output. */
  readonly transform: {
    readonly map: LinearWeights;
    readonly activation: Activation;
    readonly norm: NormWeights | null;
  } | null;
  readonly scale: number;
  readonly output: LinearWeights;
  readonly softcap: number;
}

/** A model as data: which blocks, in which order, with which weights. Nothing is read before it is needed. */
export interface Architecture {
  readonly modelType: string;
  readonly width: number;
  /** Most tokens of one text. */
  readonly maxTokens: number;
  readonly embedding: Embedding | null;
  readonly patches: Patches | null;
  /** Embedding of the decoder, where there is one. */
  readonly decoderEmbedding: Embedding | null;
  /** Layers of a decoder alone, or of an encoder. */
  readonly stack: Stack;
  /** Layers of the decoder of an encoder–decoder. */
  readonly decoder: (Stack & { readonly startToken: number }) | null;
  readonly head: Head | null;
  /** Ids of special tokens as the configuration has them. */
  readonly tokens: { readonly padding: number | null; readonly end: readonly number[] };
  /** Names of classes. */
  readonly labels: readonly string[] | null;
}

/** Parts that a model has. */
export const partsOf = (architecture: Architecture): readonly ModelPart[] =>
  architecture.decoder ? ['encoder', 'decoder', 'cross'] : ['self'];

/** Layers of a part. */
export function layersOf({ stack, decoder }: Architecture, part: ModelPart): readonly AttentionBlock[] {
  const { layers } = part === 'self' || part === 'encoder' ? stack : decoder!;
  return layers.map(({ attention, cross }) => (part === 'cross' ? cross! : attention).block);
}
