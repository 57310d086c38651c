import type { ModelPart } from '../architecture.js';

/** Arrays of a pass that may be kept. */
export const keptArrays = ['attention', 'queries', 'keys', 'values', 'hidden'] as const;
export type KeptArray = (typeof keptArrays)[number];

/** Attention of one layer, and what it was made of, as far as it was asked for. */
export interface AttentionTrace {
  readonly heads: number;
  readonly keyHeads: number;
  readonly headWidth: number;
  readonly queryCount: number;
  readonly keyCount: number;
  /** After the softmax, [heads, queries, keys]. */
  readonly attention: Float32Array | null;
  /** After norms and rotation, before the factor: [heads, queries, head width]. */
  readonly queries: Float32Array | null;
  /** [key heads, keys, head width]. */
  readonly keys: Float32Array | null;
  /** [key heads, keys, head width]. */
  readonly values: Float32Array | null;
}

/** Vectors of a stack: what enters each layer, what leaves the last, and that after the final norm. */
export interface HiddenTrace {
  /** [tokens, width] each; layers + 1 of them. Null where they were not asked for. */
  readonly hidden: readonly Float32Array[] | null;
  /** [tokens, width]. */
  readonly final: Float32Array | null;
}

/** All that a pass came to. */
export interface PassResult {
  /** A trace a layer. */
  readonly attention: ReadonlyMap<ModelPart, readonly AttentionTrace[]>;
  readonly stacks: ReadonlyMap<'self' | 'encoder' | 'decoder', HiddenTrace>;
  /** [rows, vocabulary], or [1, classes]; null where none were asked for, or the model has no head. */
  readonly logits: Float32Array | null;
  /** Token of the first row of the logits. */
  readonly firstLogits: number;
  /** Gradients of one logit with respect to the attention of each layer, [heads, queries, keys]; null where none was asked for. */
  readonly gradients: ReadonlyMap<ModelPart, readonly Float32Array[]> | null;
}

/** Heads beside each other, [tokens, heads × width], one after the other: [heads, tokens, width]. */
export function byHead(rows: Float32Array, heads: number, width: number): Float32Array {
  const tokens = rows.length / (heads * width);
  const out = new Float32Array(rows.length);
  for (let head = 0, to = 0; head < heads; head++) {
    for (let token = 0; token < tokens; token++, to += width) {
      const from = (token * heads + head) * width;
      out.set(rows.subarray(from, from + width), to);
    }
  }
  return out;
}
