import { AttnError } from '@attn-elements/core/errors';
import { readPicture } from '../corpus/picture-files.js';
import { demandSentences } from '../tasks/demands.js';
import type { Note } from '../corpus/notes.js';
import type { Batch, Model } from '../models/model.js';
import { inParts } from './held-back.js';
import {
  bestOf,
  chosen,
  commonestShare,
  type Example,
  type Dataset,
  type ExamplePicture,
  type Result,
} from './dataset.js';

/** A picture and the number of its class. */
export interface LabelledPicture {
  readonly picture: ExamplePicture;
  readonly label: number;
}

export interface ImageOptions {
  readonly model: Model;
  readonly batch: number;
  /** Items of an epoch; absent where batches are drawn anew. */
  readonly items?: number;
  /** Names of the classes. */
  readonly classes: readonly string[];
  readonly pictures: (step: number) => readonly LabelledPicture[];
  readonly heldBack: readonly LabelledPicture[];
  readonly notes?: readonly Note[];
}

/** Pictures of classes; their attention is a map of positions. */
export class ImageDataset implements Dataset {
  readonly model: Model;
  readonly heldBack: readonly Batch[];
  readonly items?: number;
  readonly examples: number;
  readonly guess: number | null;
  readonly notes: readonly Note[];
  readonly names: NonNullable<Dataset['names']>;
  readonly #options: ImageOptions;

  constructor(options: ImageOptions) {
    this.#options = options;
    this.model = options.model;
    this.items = options.items;
    this.names = { labels: options.classes };
    this.examples = options.heldBack.length;
    this.guess = commonestShare(options.heldBack.map(({ label }) => label));
    this.notes = options.notes ?? [];
    this.heldBack = inParts(options.heldBack, options.batch).map(batchOf);
  }

  batch(step: number): Batch {
    return batchOf(this.#options.pictures(step));
  }

  async example(choice: number | string, run: (batch: Batch) => Promise<Result>): Promise<Example> {
    const item =
      typeof choice === 'string'
        ? { picture: await this.#read(choice), label: -1 }
        : this.#options.heldBack[chosen(choice, this.examples)];
    const { classes } = this.#options;
    const { output, attention } = await run(batchOf([item]));
    const heads = Object.values(attention);
    const [, rows, columns] = heads[0].shape;
    const values = new Float32Array(heads.length * rows * columns);
    for (const [i, head] of heads.entries()) values.set(head.values, i * rows * columns);
    const map = { name: 'image', shape: [1, heads.length, rows, columns] as const, values };
    return {
      input: [],
      picture: item.picture,
      prediction: [classes[bestOf(output)[0]]],
      target: item.label < 0 ? null : [classes[item.label]],
      attention: [{ ...map, queryTokens: null, keyTokens: null }],
    };
  }

  /** A picture that a reader drew or took, as a `data:` address of the file. */
  async #read(address: string): Promise<ExamplePicture> {
    if (!address.startsWith('data:image/')) {
      const what = demandSentences.needsPicture;
      throw new AttnError('bad-option', { name: 'example', value: address, what, fault: 'needsPicture' });
    }
    const { shape } = this.#options.heldBack[0].picture;
    return readPicture(blobOf(address), shape);
  }
}

function batchOf(items: readonly LabelledPicture[]): Batch {
  const { shape } = items[0].picture;
  const size = shape[0] * shape[1] * shape[2];
  const values = new Float32Array(items.length * size);
  // Around 0: with light everywhere, the first steps would learn nothing but to subtract it.
  for (const [i, { picture }] of items.entries()) {
    for (let at = 0; at < size; at++) values[i * size + at] = 4 * picture.values[at] - 1;
  }
  return {
    images: { shape: [items.length, ...shape], values },
    labels: { shape: [items.length], values: Int32Array.from(items, ({ label }) => label) },
  };
}

/** The bytes of a `data:` address: a page's policy may not let it be fetched. */
function blobOf(address: string): Blob {
  const [head, body] = address.split(',');
  try {
    return new Blob([Uint8Array.from(atob(body), (letter) => letter.charCodeAt(0))], {
      type: head.slice(5).split(';')[0],
    });
  } catch {
    return new Blob([]);
  }
}
