import {
  changeable,
  count,
  flag,
  number,
  numberAbove,
  oneOf,
  type PropertiesOf,
  type Property,
  type PropertyTable,
  text,
} from '@attn-elements/core/element';

export const ablations = ['zero', 'mean'] as const;

/** Bytes of weights that are fetched at most, unless the author allows more: half a gigabyte. */
export const MOST_BYTES = 2 ** 29;

/** Text of a certain form. */
const written = (form: RegExp, needs: string): Property<string | null> => ({
  check: (value) => (form.test(String(value).trim()) ? String(value).trim().replaceAll(/\s+/g, ' ') : undefined),
  initial: null,
  needs,
});

/** Properties of the element beside those of all figures. */
export const properties = {
  /** Address of the folder of a model as it lies on a hub: `config.json`, `model.safetensors` or its shards with their index, and `tokenizer.json`. @default no model */
  src: text,
  /** The text that the model reads. */
  text: changeable(text),
  /** The second text of a pair, of models that read pairs, such as BERT. @default none */
  pair: text,
  /** Text that the decoder of an encoder–decoder has written so far. @default nothing */
  decoderText: changeable(text),
  /** Address of the picture, of models that look at pictures, such as ViT. @default no picture */
  image: text,
  /** The text stays as it is: readers have no field. */
  readonly: flag,
  /** Tokens that are read at most; longer texts are refused. @default as many as the model can read */
  maxTokens: numberAbove(0, null),
  /** Bytes of weights that may be fetched; larger models are refused before they are. */
  maxBytes: numberAbove(0, MOST_BYTES),
  /** Whether the browser keeps the files of the model for the next visit. */
  cache: flag,
  /** How many predictions are shown; 0 for none, and then their weights are not fetched. */
  predictions: count(5, 0),
  /** Temperature of the predictions: below 1 sharper, above 1 flatter. */
  temperature: changeable(numberAbove(0, 1)),
  /** Seed by which the next words are drawn; without one they are the likeliest. @default the likeliest */
  seed: number(null),
  /** Heads that are taken away, as `layer.head` between spaces: `"1.0 2.3"`; of an encoder–decoder heads within its decoder. @default none */
  ablate: changeable(written(/^(\d+\.\d+(\s+|$))*$/, 'needsHeads')),
  /** Stand-in of their output: `zero`, or its `mean` over the text. */
  ablateBy: oneOf(ablations),
  /** Tokens that no other may see, by their numbers: `"0 3"`. @default none */
  mask: changeable(written(/^(\d+(\s+|$))*$/, 'needsTokens')),
} satisfies PropertyTable;

export interface Properties extends PropertiesOf<typeof properties> {}
