/** Views of the inside of a run: a tensor, the likeliest answers, right answers against given ones, wrong answers, size and cost. */
export const insideViews = ['tensor', 'probabilities', 'confusion', 'mistakes', 'cost'] as const;
export type InsideView = (typeof insideViews)[number];
