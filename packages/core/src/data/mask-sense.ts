/** Sense of a mask of truth values: it marks what may be attended, or what is hidden. */
export const maskSenses = ['allowed', 'hidden'] as const;
export type MaskSense = (typeof maskSenses)[number];
