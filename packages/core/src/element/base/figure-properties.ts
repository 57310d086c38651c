import { numberAbove, type PropertyTable, text } from '../properties/property.js';

/** Properties of every figure. */
export const figureProperties = {
  /** Heading above the figure. @default no heading */
  heading: text,
  /** Width in pixels. @default that of the container */
  width: numberAbove(0, null),
  /** Height in pixels; CSS `height` and `aspect-ratio` do the same. @default as what is shown needs */
  height: numberAbove(0, null),
} satisfies PropertyTable;
