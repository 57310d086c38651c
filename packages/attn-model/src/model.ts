import type { AttnError } from '@attn-elements/core/errors';
import type { ModelFacts, Progress, RunFacts } from './running/protocol.js';

/** A head as it is written in `ablate`. */
export interface HeadName {
  readonly layer: number;
  readonly head: number;
}

/** Heads of `"1.0 2.3"`. */
export const headsIn = (text: string | null): readonly HeadName[] =>
  (text ?? '')
    .split(' ')
    .filter(Boolean)
    .map((word) => {
      const [layer, head] = word.split('.').map(Number);
      return { layer, head };
    });

/** Numbers of `"0 3"`. */
export const numbersIn = (text: string | null): readonly number[] =>
  (text ?? '').split(' ').filter(Boolean).map(Number);

/** A list of words with one more, or without it where it was there; null where none is left. */
export function toggled(text: string | null, word: string): string | null {
  const words = (text ?? '').split(' ').filter(Boolean);
  const left = words.includes(word) ? words.filter((one) => one !== word) : [...words, word];
  return left.join(' ') || null;
}

/** A text in which one of its masks is replaced, the first or one after it. */
export function filled(text: string, maskToken: string, piece: string, which: number): string {
  const between = text.split(maskToken);
  if (which >= between.length - 1) return text;
  const before = between.slice(0, which + 1).join(maskToken);
  const after = between.slice(which + 1).join(maskToken);
  // WordPiece writes so what goes on with the word before it.
  const [, ending] = /^##(.+)/.exec(piece.trim()) ?? [];
  return `${ending ? before.trimEnd() + ending : before + piece.trim()}${after}`;
}

/** Property that what comes next is written to: a decoder of its own writes beside the text. */
export const writtenTo = ({ heads }: ModelFacts): 'text' | 'decoderText' => (heads.cross ? 'decoderText' : 'text');

/** How far a model has come. */
export interface ModelState {
  readonly stage: 'empty' | 'opening' | 'open' | 'failed' | 'cancelled';
  readonly facts: ModelFacts | null;
  /** The last run that was done; its text may have changed since. */
  readonly run: RunFacts | null;
  /** Whole address of the picture that it looked at; null where it reads text. */
  readonly picture: string | null;
  readonly isRunning: boolean;
  readonly isGenerating: boolean;
  readonly progress: Progress | null;
  /** Why the model is not there. */
  readonly fault: AttnError | null;
  /** Why the text was not read; what was read before stays. */
  readonly refused: AttnError | null;
}

export const emptyState: ModelState = {
  stage: 'empty',
  facts: null,
  run: null,
  picture: null,
  isRunning: false,
  isGenerating: false,
  progress: null,
  fault: null,
  refused: null,
};

/** Rows of the CSV file of a run: place, token and probability. */
export const predictionRows = (run: RunFacts): readonly (readonly (string | number)[])[] => [
  ['position', 'token', 'probability'],
  ...run.places.flatMap(({ at, predictions }) =>
    predictions.map(({ piece, probability }) => [at ?? '', piece, probability]),
  ),
];
