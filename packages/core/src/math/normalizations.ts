export const normalizations = ['none', 'row', 'column', 'matrix'] as const;
/** Normalization, by what a value is divided: nothing, or the largest absolute value of its row, its column or its matrix. */
export type Normalization = (typeof normalizations)[number];
