import { type ErrorDetails, fillSentence } from '@attn-elements/core/errors';

/** Failures of training, beside what files and settings do: core's `AttnError` says those. */
export const trainerSentences = {
  'not-a-number':
    'The loss was not a number at step {step}. The weights of step {good} are kept: go back to them, with a learning rate of {rate}.',
  exploded:
    'The loss grew beyond all bounds by step {step}. The weights of step {good} are kept: go back to them, with a learning rate of {rate}.',
  'unknown-task': 'There is no task {task}. There are: {tasks}.',
  'no-data': 'The task {task} learns from data of yours: name a file in src.',
  'unread-data': 'The task {task} makes its examples itself, and reads no file: for data of yours write task="own".',
  'no-column': '{url} has no column {name}, as {attribute} says. It has: {names}.',
  'choose-column': 'Several columns of {url} may be meant: {names}. Name one of them in {attribute}.',
  'one-class': 'All labels of {url} are {label}, in the column {name}: there is nothing to tell apart.',
  'decimal-labels':
    'The column {name} of {url} holds {count} different numbers with decimals in {rows} {rows|one:row|other:rows}: they are no classes. Round them, or name another column in label-column.',
  'many-classes':
    'The column {name} of {url} names {count} {count|one:class|other:classes} in {rows} {rows|one:row|other:rows}: too few rows for each. Name another column in label-column.',
  'no-engine': 'This device runs none of these engines: {engines}.',
  'other-weights': '{url} holds other weights than this model has: {what}.',
  'no-memory': 'This device has too little memory for this model. A smaller width, batch or length needs less.',
  'worker-failed': 'What trained in the background has stopped working ({what}). Train begins again.',
} as const;

export type TrainerErrorCode = keyof typeof trainerSentences;

/** A failure of training with a code that programs can test and a message that a person can act on. */
export class TrainerError extends Error {
  readonly code: TrainerErrorCode;
  readonly details: ErrorDetails;

  constructor(code: TrainerErrorCode, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(fillSentence(trainerSentences[code], details), options);
    this.name = 'TrainerError';
    this.code = code;
    this.details = details;
  }
}

/** Running out of memory is a `RangeError` everywhere; too many calls within one another are one, too. */
const isOfMemory = (error: unknown): boolean => error instanceof RangeError && !/call stack/i.test(error.message);

/** A `TrainerError` of what was thrown: memory that runs out, in a sentence of ours. */
export const toTrainerError = (error: unknown): unknown =>
  isOfMemory(error) ? new TrainerError('no-memory', {}, { cause: error }) : error;
