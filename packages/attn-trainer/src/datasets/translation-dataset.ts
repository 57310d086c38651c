import { AttnError, reason, type Reason } from '@attn-elements/core/errors';
import type { Note } from '../corpus/notes.js';
import { BEGIN, END, type Vocabulary } from '../corpus/vocabulary.js';
import { type Batch, IGNORED, type Model, type Numbers } from '../models/model.js';
import { inParts } from './held-back.js';
import { toBeWritten, writtenShare } from './writing.js';
import { bestOf, chosen, type Example, type Dataset, type Result, stackedMap } from './dataset.js';

/** A sentence and its translation, in words. */
export interface Pair {
  readonly source: readonly string[];
  readonly target: readonly string[];
}

export interface TranslationOptions {
  readonly model: Model;
  readonly batch: number;
  /** Items of an epoch; absent where batches are drawn anew. */
  readonly items?: number;
  readonly sourceVocabulary: Vocabulary;
  readonly targetVocabulary: Vocabulary;
  /** The most words of a sentence. */
  readonly sourceLength: number;
  /** The most words of a translation, and one for the sign that begins or ends it. */
  readonly targetLength: number;
  readonly pairs: (step: number) => readonly Pair[];
  readonly heldBack: readonly Pair[];
  readonly notes?: readonly Note[];
  /** Splits a text that a reader wrote into words. */
  readonly read: (text: string) => readonly string[];
}

/** Sentences and their translations. */
export class TranslationDataset implements Dataset {
  readonly model: Model;
  readonly heldBack: readonly Batch[];
  readonly items?: number;
  readonly examples: number;
  readonly notes: readonly Note[];
  readonly names: NonNullable<Dataset['names']>;
  readonly #options: TranslationOptions;

  constructor(options: TranslationOptions) {
    this.#options = options;
    this.model = options.model;
    this.items = options.items;
    const target = options.targetVocabulary.words;
    this.names = { source: options.sourceVocabulary.words, target, labels: target };
    this.examples = options.heldBack.length;
    this.notes = options.notes ?? [];
    this.heldBack = inParts(options.heldBack, options.batch).map((pairs) => this.#batchOf(pairs));
  }

  batch(step: number): Batch {
    return this.#batchOf(this.#options.pairs(step));
  }

  written(run: (batch: Batch) => Promise<Numbers>): Promise<number> {
    return writtenShare(toBeWritten(this.heldBack), 'target', run);
  }

  /** Writes the translation word by word, each time the likeliest. */
  async example(choice: number | string, run: (batch: Batch) => Promise<Result>): Promise<Example> {
    const { heldBack, targetVocabulary, targetLength } = this.#options;
    const known = typeof choice === 'string' ? null : heldBack[chosen(choice, this.examples)];
    const source = known?.source ?? this.#read(choice as string);
    const written: string[] = [];
    let result: Result;
    for (;;) {
      result = await run(this.#batchOf([{ source, target: written }]));
      const word = targetVocabulary.words[bestOf(result.output)[written.length]];
      if (word === END || written.length + 1 === targetLength) break;
      written.push(word);
    }
    // Rows by the word that each writes: the query is the one before it.
    const queries = [...written, END];
    return {
      input: source,
      picture: null,
      prediction: written,
      target: known?.target ?? null,
      attention: [
        stackedMap(result, 'cross', queries, source),
        stackedMap(result, 'encoder', source, source),
        stackedMap(result, 'decoder', queries, [BEGIN, ...written]),
      ],
    };
  }

  #batchOf(pairs: readonly Pair[]): Batch {
    const { sourceVocabulary, targetVocabulary, sourceLength, targetLength } = this.#options;
    const source = new Int32Array(pairs.length * sourceLength);
    const target = new Int32Array(pairs.length * targetLength);
    const labels = new Int32Array(target.length).fill(IGNORED);
    const lengths = Int32Array.from(pairs, (pair) => Math.min(pair.source.length, sourceLength));
    for (const [i, pair] of pairs.entries()) {
      const ids = pair.source.slice(0, sourceLength).map((word) => sourceVocabulary.idOf(word));
      source.set(ids, i * sourceLength);
      const words = pair.target.slice(0, targetLength - 1).map((word) => targetVocabulary.idOf(word));
      target.set([targetVocabulary.idOf(BEGIN), ...words], i * targetLength);
      labels.set([...words, targetVocabulary.idOf(END)], i * targetLength);
    }
    return {
      source: { shape: [pairs.length, sourceLength], values: source },
      lengths: { shape: [pairs.length], values: lengths },
      target: { shape: [pairs.length, targetLength], values: target },
      labels: { shape: [pairs.length, targetLength], values: labels },
    };
  }

  #read(text: string): readonly string[] {
    const { read, sourceVocabulary, sourceLength } = this.#options;
    const words = read(text);
    const refuse = (what: Reason) => new AttnError('bad-option', { name: 'example', value: text, ...what });
    const unknown = words.filter((word) => !sourceVocabulary.has(word));
    if (words.length === 0) throw refuse(reason`it has no words`);
    if (unknown.length > 0) throw refuse(reason`it has words that the model has never read: ${unknown}`);
    if (words.length > sourceLength) throw refuse(reason`it may have ${sourceLength} words at most`);
    return words;
  }
}
