/** Row-major values of one head, ready to be coloured. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
}

export const reductions = ['max', 'mean'] as const;
/** Reduction of the several cells that fall under one pixel. */
export type Reduction = (typeof reductions)[number];
