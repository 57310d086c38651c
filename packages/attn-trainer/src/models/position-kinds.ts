/** Kinds of position encoding in a model: added to the embeddings, or a bias of the scores. */
export const positionKinds = ['sinusoidal', 'learned', 'alibi', 't5', 'none'] as const;
export type PositionKind = (typeof positionKinds)[number];
