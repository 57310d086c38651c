import { AttnError, reason } from '@attn-elements/core/errors';
import { type Note, note } from '../corpus/notes.js';
import type { Batch, Model } from '../models/model.js';
import { Random } from '../trainer/random.js';
import { drawDifferent, drawUntil, inParts, isHeldBack } from './held-back.js';
import { bestOf, chosen, type Example, type Dataset, type Result, stackedMap } from './dataset.js';
import { toBeWritten, writtenShare } from './writing.js';

/** A prompt put as the model sees it: what goes in at each position, and what is to come out, or -1. */
export interface Exercise {
  readonly tokens: readonly number[];
  readonly labels: readonly number[];
}

export interface SequenceOptions {
  readonly seed: number;
  readonly batch: number;
  readonly model: Model;
  /** Text of each token. */
  readonly symbols: readonly string[];
  readonly prompt: (random: Random) => readonly number[];
  /** Whether the answer is written token by token, each read by the model before the next; false unless given. */
  readonly isWritten?: boolean;
  /** Throws `bad-option` of a prompt that is none. */
  readonly solve: (prompt: readonly number[]) => Exercise;
}

const HELD_BACK = 128;

const keyOf = (prompt: readonly number[]): string => prompt.join();

/** Sequences of tokens with an answer at each position, drawn anew for every step. */
export class SequenceDataset implements Dataset {
  readonly model: Model;
  readonly heldBack: readonly Batch[];
  readonly examples: number;
  readonly notes: readonly Note[];
  readonly written?: Dataset['written'];
  readonly names: NonNullable<Dataset['names']>;
  readonly #options: SequenceOptions;
  readonly #prompts: readonly (readonly number[])[];

  constructor(options: SequenceOptions) {
    this.#options = options;
    this.model = options.model;
    this.names = { tokens: options.symbols, labels: options.symbols };
    const random = new Random(options.seed, 'held back');
    const draw = () => options.prompt(random);
    const heldBack = drawDifferent(draw, keyOf, HELD_BACK, (prompt) => isHeldBack(keyOf(prompt)));
    // Of a handful of prompts none may be held back: what can be asked for is then what is learned from.
    this.notes = heldBack.length > 0 ? [] : [note('none-held-back')];
    this.#prompts = heldBack.length > 0 ? heldBack : drawDifferent(draw, keyOf, HELD_BACK);
    this.examples = this.#prompts.length;
    this.heldBack = inParts(this.#prompts, options.batch).map((prompts) => this.#batchOf(prompts));
    if (options.isWritten) this.written = (run) => writtenShare(toBeWritten(this.heldBack), 'tokens', run);
  }

  batch(step: number): Batch {
    const random = new Random(this.#options.seed, 'batch', step);
    return this.#batchOf(Array.from({ length: this.#options.batch }, () => this.#draw(random)));
  }

  async example(choice: number | string, run: (batch: Batch) => Promise<Result>): Promise<Example> {
    const prompt = typeof choice === 'string' ? this.#read(choice) : this.#prompts[chosen(choice, this.examples)];
    const { symbols, solve } = this.#options;
    const { tokens, labels } = solve(prompt);
    const result = await run(this.#batchOf([prompt]));
    const best = bestOf(result.output);
    const input = tokens.map((token) => symbols[token]);
    return {
      input,
      picture: null,
      prediction: labels.map((label, at) => (label < 0 ? null : symbols[best[at]])),
      target: labels.map((label) => (label < 0 ? null : symbols[label])),
      attention: [stackedMap(result, 'self', input, input)],
    };
  }

  #draw(random: Random): readonly number[] {
    return drawUntil(() => this.#options.prompt(random), keyOf, false);
  }

  #batchOf(prompts: readonly (readonly number[])[]): Batch {
    const exercises = prompts.map(this.#options.solve);
    const shape = [prompts.length, exercises[0].tokens.length];
    return {
      tokens: { shape, values: Int32Array.from(exercises.flatMap(({ tokens }) => tokens)) },
      labels: { shape, values: Int32Array.from(exercises.flatMap(({ labels }) => labels)) },
    };
  }

  /** Tokens of a prompt that a reader wrote, symbol by symbol, with or without spaces. */
  #read(text: string): number[] {
    const { symbols } = this.#options;
    return Array.from(text.replace(/\s/g, '').toUpperCase(), (letter) => {
      const token = symbols.indexOf(letter);
      if (token < 0) {
        throw new AttnError('bad-option', {
          name: 'example',
          value: text,
          ...reason`it may hold ${symbols.join(' ')}`,
        });
      }
      return token;
    });
  }
}
