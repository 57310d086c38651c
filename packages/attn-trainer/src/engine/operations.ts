/** The operations that models are made of, with TensorFlow.js in them. */
export type Operations = typeof import('@attn-elements/core/tfjs');
export type Tensor = ReturnType<Operations['linear']>;
export type Variable = ReturnType<Operations['variable']>;

/** Fetches them: when training starts, not with the element. */
export const loadOperations = (): Promise<Operations> => import('@attn-elements/core/tfjs');
