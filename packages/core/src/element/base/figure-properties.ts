import { flag, numberAbove, type Property, type PropertyTable, text } from '../properties/property.js';

/** Number of the first layer and head. */
const first: Property<0 | 1> = {
  check: (value) => ([0, 1] as const).find((one) => String(one) === String(value).trim()),
  initial: 0,
  needs: 'needsWord',
  details: { choices: '0, 1' },
};

/** Properties of every figure. */
export const figureProperties = {
  /** Heading above the figure. @default no heading */
  heading: text,
  /** Width in pixels. @default that of the container */
  width: numberAbove(0, null),
  /** Height in pixels; CSS `height` and `aspect-ratio` do the same. @default as what is shown needs */
  height: numberAbove(0, null),
  /** Shows the picture and its labels alone: without buttons and menu, without the line that reads it, without its legend, as one of several that share these. What was supposed of the source is said all the same. */
  bare: flag,
  /** Keeps the address of the page in step with the view, `#attn=…`: readers send and bookmark what they see. An `id` names the figure there. */
  hash: flag,
  /** Number that the first layer and the first head have in names, sentences and files: 0, or 1 as in lectures. Attributes, properties and events count from 0, whatever it is. */
  firstIndex: first,
} satisfies PropertyTable;
