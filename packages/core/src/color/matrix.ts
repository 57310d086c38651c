/** Row-major values of one head, ready to be coloured. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
}

export const reductions = ['max', 'mean'] as const;
/** What a pixel shows that several cells fall under. */
export type Reduction = (typeof reductions)[number];
