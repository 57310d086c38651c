import type { ExamplePicture } from '../datasets/dataset.js';
import type { Numbers } from '../models/model.js';
import type { Answers } from './answers.js';
import type { Histograms } from './histogram.js';
import type { PlaceAnswers } from './probabilities.js';

/** Step and example of a question. */
export interface Moment {
  /** The step whose weights are looked at; the present one unless given. */
  readonly step?: number | null;
  /** The example that a model is given, by number or text; the first unless given. */
  readonly example?: number | string;
}

export interface TensorQuestion extends Moment {
  /** Name of the tensor, one of `tensors`. */
  readonly name: string;
}

/** Values of a tensor at a step. */
export interface SeenTensor extends Numbers {
  readonly name: string;
  readonly step: number;
  /** Tokens, words or classes that its rows stand for; null where they stand for none. */
  readonly rowNames: readonly string[] | null;
}

/** An example that was held back, with what the model answered. */
export interface SeenExample {
  readonly number: number;
  readonly input: readonly string[];
  readonly picture: ExamplePicture | null;
  readonly prediction: readonly (string | null)[];
  readonly target: readonly (string | null)[] | null;
}

/** Examples by number, as the model answered them at a step. */
export interface ExamplesQuestion {
  readonly step?: number | null;
  readonly numbers: readonly number[];
}

/** The likeliest answers to an example at a step. */
export interface Probabilities {
  readonly step: number;
  readonly places: readonly PlaceAnswers[];
}

/** Questions on the inside of a run, and their answers; null of a step whose weights are not kept. */
export interface InsideQuestions {
  tensor: (question: TensorQuestion) => SeenTensor | null;
  histograms: (question: TensorQuestion) => Histograms;
  probabilities: (question: Moment) => Probabilities | null;
  answers: (question: Pick<Moment, 'step'>) => Answers | null;
  examples: (question: ExamplesQuestion) => readonly SeenExample[] | null;
}

export type InsideName = keyof InsideQuestions;
