import type {
  Attention,
  AttentionGradients,
  AttentionOptions,
  AttentionPooling,
  attentionScores,
  attentionWeights,
  alibiBias,
  alibiSlopes,
  Dense,
  HierarchicalAttention,
  hierarchicalAttention,
  LinearParameters,
  MultiHeadAttention,
  MultiHeadParameters,
  rollout,
  rollUpHeads,
  rotaryAngles,
  rotaryTables,
  rotate,
  rowEntropy,
  sinusoidal,
  sinusoidal2d,
  StackedAttention,
  t5Bucket,
} from '@attn-elements/core/math';

/** An operation of core/math that may take its time. */
type Later<Operation extends (...args: never[]) => unknown> = (
  ...args: Parameters<Operation>
) => Promise<ReturnType<Operation>> | ReturnType<Operation>;

/** A result now or later, of which only some parts are compared. */
type Parts<Result, Names extends keyof Result> = Promise<Pick<Result, Names>> | Pick<Result, Names>;

/** Operations that the reference has numbers for, with the signatures of core/math. */
export interface Operations {
  attentionScores: Later<typeof attentionScores>;
  attentionWeights: Later<typeof attentionWeights>;
  attention(query: Dense, key: Dense, value: Dense, options: AttentionOptions): Parts<Attention, 'weights' | 'output'>;
  attentionGradients(
    query: Dense,
    key: Dense,
    value: Dense,
    upstream: Dense,
    options: AttentionOptions,
  ): Parts<AttentionGradients, 'query' | 'key' | 'value' | 'score'>;
  multiHeadAttention(
    query: Dense,
    key: Dense,
    value: Dense,
    parameters: MultiHeadParameters,
    options: { heads: number },
  ): Parts<MultiHeadAttention, 'weights' | 'output'>;
  stackedAttention(input: Dense, layers: readonly LinearParameters[]): Parts<StackedAttention, 'maps'>;
  attentionPooling(input: Dense, parameters: LinearParameters): Parts<AttentionPooling, 'weights' | 'output'>;
  hierarchicalAttention(
    ...args: Parameters<typeof hierarchicalAttention>
  ): Parts<HierarchicalAttention, 'wordWeights' | 'sentenceWeights' | 'output'>;
  sinusoidal: Later<typeof sinusoidal>;
  sinusoidal2d: Later<typeof sinusoidal2d>;
  rotaryAngles: Later<typeof rotaryAngles>;
  rotaryTables: Later<typeof rotaryTables>;
  rotate: Later<typeof rotate>;
  alibiSlopes: Later<typeof alibiSlopes>;
  alibiBias: Later<typeof alibiBias>;
  t5Bucket: Later<typeof t5Bucket>;
  rollUpHeads: Later<typeof rollUpHeads>;
  rollout: Later<typeof rollout>;
  rowEntropy: Later<typeof rowEntropy>;
}

/** Largest absolute differences from PyTorch that are let pass. */
export interface Tolerance {
  readonly forward: number;
  readonly gradient: number;
}

/** Engine: its name, and the operations that it offers. */
export interface Engine {
  readonly name: string;
  readonly tolerance: Tolerance;
  readonly operations: Partial<Operations>;
  /** Whether it must offer every operation. */
  readonly isComplete?: boolean;
  /** Called before each test: where engines share something global, it is theirs now. */
  ready?(): Promise<void>;
}
