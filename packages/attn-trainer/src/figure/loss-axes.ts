/** Kinds of the axis of losses; `auto` is logarithmic where a loss falls far. */
export const lossAxes = ['auto', 'linear', 'log'] as const;
