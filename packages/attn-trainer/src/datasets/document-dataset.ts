import type { Note } from '../corpus/notes.js';
import type { Batch, Model } from '../models/model.js';
import type { Vocabulary } from '../corpus/vocabulary.js';
import { inParts } from './held-back.js';
import { bestOf, chosen, commonestShare, type Example, type Dataset, type Result } from './dataset.js';

/** Sentences of words, and the number of the document's class; -1 where it is not known. */
export interface Document {
  readonly sentences: readonly (readonly string[])[];
  readonly label: number;
}

export interface DocumentOptions {
  readonly model: Model;
  readonly batch: number;
  /** Items of an epoch; absent where batches are drawn anew. */
  readonly items?: number;
  readonly vocabulary: Vocabulary;
  readonly classes: readonly string[];
  /** The most sentences of a document and words of a sentence; what is beyond is cut off. */
  readonly sentences: number;
  readonly words: number;
  readonly documents: (step: number) => readonly Document[];
  readonly heldBack: readonly Document[];
  readonly notes?: readonly Note[];
  /** Splits a text that a reader wrote into sentences of words. */
  readonly read: (text: string) => readonly (readonly string[])[];
}

/** Documents of classes; attention is paid to words of a sentence and to sentences. */
export class DocumentDataset implements Dataset {
  readonly model: Model;
  readonly heldBack: readonly Batch[];
  readonly items?: number;
  readonly examples: number;
  readonly guess: number | null;
  readonly notes: readonly Note[];
  readonly names: NonNullable<Dataset['names']>;
  readonly #options: DocumentOptions;

  constructor(options: DocumentOptions) {
    this.#options = options;
    this.model = options.model;
    this.items = options.items;
    this.names = { words: options.vocabulary.words, labels: options.classes };
    this.examples = options.heldBack.length;
    this.guess = commonestShare(options.heldBack.map(({ label }) => label));
    this.notes = options.notes ?? [];
    this.heldBack = inParts(options.heldBack, options.batch).map((documents) => this.#batchOf(documents));
  }

  batch(step: number): Batch {
    return this.#batchOf(this.#options.documents(step));
  }

  async example(choice: number | string, run: (batch: Batch) => Promise<Result>): Promise<Example> {
    const { classes, heldBack, read, words } = this.#options;
    const document =
      typeof choice === 'string' ? { sentences: read(choice), label: -1 } : heldBack[chosen(choice, this.examples)];
    const { output, attention } = await run(this.#batchOf([document]));
    const sentences = document.sentences.slice(0, this.#options.sentences).map((one) => one.slice(0, words));
    const longest = Math.max(...sentences.map(({ length }) => length));
    const word = Float32Array.from({ length: sentences.length * longest }, (_, at) => {
      return attention.word.values[Math.floor(at / longest) * words + (at % longest)];
    });
    const named = sentences.map((one) => one.join(' '));
    return {
      input: sentences.flat(),
      picture: null,
      prediction: [classes[bestOf(output)[0]]],
      target: document.label < 0 ? null : [classes[document.label]],
      attention: [
        { name: 'word', shape: [1, 1, sentences.length, longest], values: word, queryTokens: named, keyTokens: null },
        {
          name: 'sentence',
          shape: [1, 1, 1, sentences.length],
          values: Float32Array.from(attention.sentence.values.subarray(0, sentences.length)),
          queryTokens: null,
          keyTokens: named,
        },
      ],
    };
  }

  #batchOf(documents: readonly Document[]): Batch {
    const { sentences: rows, words: columns, vocabulary } = this.#options;
    const shape = [documents.length, rows, columns];
    const ids = new Int32Array(documents.length * rows * columns);
    const mask = new Int32Array(ids.length);
    const sentenceMask = new Int32Array(documents.length * rows);
    for (const [i, { sentences }] of documents.entries()) {
      for (const [row, sentence] of sentences.slice(0, rows).entries()) {
        if (sentence.length > 0) sentenceMask[i * rows + row] = 1;
        for (const [column, text] of sentence.slice(0, columns).entries()) {
          const at = (i * rows + row) * columns + column;
          ids[at] = vocabulary.idOf(text);
          mask[at] = 1;
        }
      }
    }
    return {
      words: { shape, values: ids },
      mask: { shape, values: mask },
      sentenceMask: { shape: [documents.length, rows], values: sentenceMask },
      labels: { shape: [documents.length], values: Int32Array.from(documents, ({ label }) => label) },
    };
  }
}
