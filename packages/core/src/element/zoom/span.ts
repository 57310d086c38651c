/** Positions of a side: from the first to before the end. In motion they may be parts of positions. */
export type Span = readonly [from: number, end: number];

export const spanPattern = /^([-−]?\d+)?:([-−]?\d+)?$/;

/** Whether a text is a range of positions as Python slices them: `40:80`, `:80`, `-20:`. */
export const isSpan = (text: string): boolean => spanPattern.test(text);
