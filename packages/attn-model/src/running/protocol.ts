import { AttnError, type ErrorCode, type ErrorDetails } from '@attn-elements/core/errors';

/** Where a model attends: to its own sequence, or within the encoder, within the decoder, or from one to the other. */
export type ModelPart = import('@attn-elements/core/model').ModelPart;

/** Where a model lies, and what may be taken for it. */
export interface OpenOptions {
  /** Whole address of the folder. */
  readonly src: string;
  readonly maxBytes: number;
  /** Whether the browser may keep the files for the next visit. */
  readonly cache: boolean;
}

/** Facts of a model that is open. */
export type ModelFacts = import('@attn-elements/core/model').ModelSummary;

/** A head whose output is taken away: nothing stands in its place, or its mean over the text. */
export interface AblatedHead {
  readonly part: ModelPart;
  readonly layer: number;
  readonly head: number;
}

/** Pixels of a picture, as a canvas has them. */
export type Pixels = import('@attn-elements/core/model').Pixels;

/** Input of a run. */
export interface RunInput {
  readonly text: string;
  readonly pair: string | null;
  readonly decoderText: string | null;
  readonly picture: Pixels | null;
  readonly maxTokens: number | null;
  readonly ablated: readonly AblatedHead[];
  readonly by: 'zero' | 'mean';
  /** Tokens that no query may see. */
  readonly hidden: readonly number[];
  /** How many predictions are told; 0 for none. */
  readonly predictions: number;
  readonly temperature: number;
}

/** A token that may stand at a place, or a class. */
export type Predicted = import('@attn-elements/core/model').Prediction;

/** Predictions for one place. */
export type PredictedPlace = import('@attn-elements/core/model').PredictedPlace;

/** Facts of a run that is done. */
export interface RunFacts {
  readonly run: number;
  readonly tokens: readonly string[];
  /** Whether a token is none of the text: `[CLS]`, `<s>`. */
  readonly special: readonly boolean[];
  /** Tokens of the decoder; null where there is none. */
  readonly decoderTokens: readonly string[] | null;
  readonly places: readonly PredictedPlace[];
}

export const modelArrays = [
  'attention',
  'queries',
  'keys',
  'values',
  'value-weighted',
  'gradient',
  'attention-gradient',
  'hidden',
] as const;
export type ModelArray = (typeof modelArrays)[number];

/** One matrix of a run: of a head, or, of the stream, of a layer. */
export interface HeadAsked {
  readonly run: number;
  readonly array: ModelArray;
  readonly part: ModelPart;
  readonly layer: number;
  readonly head: number;
}

/** Row-major values of a matrix. */
export interface HeadValues {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
}

/** Commands to a session, and their results. */
export interface Commands {
  open: (options: OpenOptions) => ModelFacts;
  run: (input: RunInput) => RunFacts;
  head: (asked: HeadAsked) => HeadValues;
  /** The next token, the likeliest or by a seed: as it is written. null at the end of the text. */
  next: (how: { readonly run: number; readonly seed: number | null; readonly temperature: number }) => string | null;
  close: () => void;
}

export type CommandName = keyof Commands;

/** The commands, each answered later. */
export type Answers = {
  [Name in CommandName]: (
    argument: Parameters<Commands[Name]>[0],
    signal: AbortSignal,
  ) => Promise<ReturnType<Commands[Name]>>;
};

/** How far something has come. */
export interface Progress {
  readonly bytes: number;
  readonly total: number | null;
}

export interface Request {
  readonly id: number;
  readonly name: CommandName;
  readonly argument: unknown;
}

/** Whoever asked has lost interest. */
export interface Withdrawal {
  readonly kind: 'withdraw';
  readonly id: number;
}

export type Reply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'progress'; readonly progress: Progress }
  /** The tokenizer begins to work, or has ended: a hostile one never does. */
  | { readonly kind: 'tokenizer'; readonly isBusy: boolean }
  | { readonly kind: 'result'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'refusal'; readonly id: number; readonly fault: Fault };

/** An error as it crosses from one thread to the other. */
export interface Fault {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
}

export function faultOf(error: unknown): Fault {
  const { code, details } = AttnError.from(error);
  return { code, details };
}

/** The error that a fault was. */
export const errorOf = ({ code, details }: Fault): AttnError => new AttnError(code, details);
