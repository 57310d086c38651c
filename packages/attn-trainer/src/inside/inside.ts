import { AttnError } from '@attn-elements/core/errors';
import type { Dataset, Example } from '../datasets/dataset.js';
import type { Operations } from '../engine/operations.js';
import type { Batch, Numbers } from '../models/model.js';
import type { ParameterValues } from '../trainer/parameter-set.js';
import { demandSentences } from '../tasks/demands.js';
import { AnswerCount, type Answers } from './answers.js';
import { type Histograms, histograms } from './histogram.js';
import { ModelView } from './model-view.js';
import { placeAnswers } from './probabilities.js';
import type {
  ExamplesQuestion,
  InsideQuestions,
  Moment,
  Probabilities,
  SeenExample,
  SeenTensor,
  TensorQuestion,
} from './questions.js';
import { StepValues } from './step-values.js';
import { GRADIENT, type TensorInfo, tensorList } from './tensor-list.js';

/** The trainer, as what looks inside of it knows it. */
export interface LookedInto {
  readonly dataset: Dataset;
  readonly ops: Operations;
  /** Steps taken. */
  readonly steps: number;
  /** Earlier steps whose weights are kept, in order. */
  readonly pastSteps: readonly number[];
  /** Runs something when it is its turn. */
  turn<T>(run: () => Promise<T>): Promise<T>;
  /** Weights at a step; null where they are not kept. */
  weightsAt(step: number): Promise<ParameterValues | null>;
  /** An example as the model answers it with these weights. @param see takes each batch that it is asked with */
  example(choice: number | string, weights: ParameterValues, see?: (batch: Batch) => void): Promise<Example>;
  /** Lets others have their turn. */
  rest(): Promise<void>;
}

type Answered = {
  readonly [Name in keyof InsideQuestions]: (
    ...given: Parameters<InsideQuestions[Name]>
  ) => Promise<ReturnType<InsideQuestions[Name]>>;
};

/**
 * The inside of a run: its tensors by name, and what comes of them, at the present step and at those whose weights are kept. All of it is
 * computed anew from those weights where somebody asks, on the batch that the step was, or is, to learn from: nothing is written down
 * while the model learns, and what is kept is the values of one tensor, of those steps.
 */
export class Inside implements Answered {
  /** Tensors that can be asked for. */
  readonly tensors: readonly TensorInfo[];
  readonly #trainer: LookedInto;
  readonly #kept = new StepValues();

  constructor(trainer: LookedInto) {
    this.#trainer = trainer;
    const { model, heldBack } = trainer.dataset;
    this.tensors = tensorList(model, heldBack[0] ?? trainer.dataset.batch(0));
  }

  /** The values of a tensor. Rejects with `bad-option` of a name that the run has not. */
  async tensor({ name, step, example = 0 }: TensorQuestion): Promise<SeenTensor | null> {
    this.#check(name);
    return this.#at(step, async (view, at, weights) => ({
      ...(await this.#values(view, name, at, example, weights)),
      name,
      step: at,
      rowNames: this.#rowNames(name),
    }));
  }

  /** Histograms of a tensor over the steps whose weights are kept, evenly chosen where they are many. Rejects as `tensor` does. */
  async histograms({ name, example = 0 }: TensorQuestion): Promise<Histograms> {
    this.#check(name);
    const { pastSteps, steps } = this.#trainer;
    const values = await this.#kept.of(`${name} ${example}`, [...pastSteps, steps], (step) =>
      this.#at(step, async (view, at, weights) => (await this.#values(view, name, at, example, weights)).values),
    );
    return histograms(values);
  }

  /** The likeliest answers to an example, by the softmax of the logits; none of a task whose answers have no names. */
  probabilities({ step, example = 0 }: Moment): Promise<Probabilities | null> {
    return this.#at(step, async (view, at, weights) => {
      const { batch, answered } = await this.#exampleBatch(example, weights);
      const names = this.#trainer.dataset.names?.labels;
      const places = names ? placeAnswers(answered, await view.output(batch), names) : [];
      return { step: at, places };
    });
  }

  /** Right answers against those that were given, of what is held back. */
  answers({ step }: Pick<Moment, 'step'>): Promise<Answers | null> {
    const { heldBack, names } = this.#trainer.dataset;
    return this.#at(step, async (view, at) => {
      const count = new AnswerCount(names?.labels ?? []);
      if (names?.labels) {
        for (const batch of heldBack) {
          count.add(batch, await view.output(batch));
          await this.#trainer.rest();
        }
      }
      return count.answers(at);
    });
  }

  /** Examples by their numbers, with what the model answers. */
  examples({ step, numbers }: ExamplesQuestion): Promise<readonly SeenExample[] | null> {
    return this.#at(step, async (_, __, weights) => {
      const all: SeenExample[] = [];
      for (const number of numbers) {
        const { input, picture, prediction, target } = await this.#trainer.example(number, weights);
        all.push({ number, input, picture, prediction, target });
      }
      return all;
    });
  }

  /** Forgets what was kept: the run is another one. */
  forget(): void {
    this.#kept.clear();
  }

  /** Looks at the model as it is at a step, when it is its turn; null where its weights are not kept. */
  #at<T>(
    asked: number | null | undefined,
    look: (view: ModelView, step: number, weights: ParameterValues) => Promise<T>,
  ): Promise<T | null> {
    return this.#trainer.turn(async () => {
      const step = asked ?? this.#trainer.steps;
      const weights = await this.#trainer.weightsAt(step);
      if (!weights) return null;
      const { ops, dataset } = this.#trainer;
      return look(new ModelView(ops, dataset.model, weights), step, weights);
    });
  }

  async #values(
    view: ModelView,
    name: string,
    step: number,
    example: number | string,
    weights: ParameterValues,
  ): Promise<Numbers> {
    const weight = view.weight(name);
    if (weight) return weight;
    const found = name.endsWith(GRADIENT)
      ? await view.gradient(name.slice(0, -GRADIENT.length), this.#trainer.dataset.batch(step))
      : await view.activation(name, (await this.#exampleBatch(example, weights)).batch);
    await this.#trainer.rest();
    return found!;
  }

  #rowNames(name: string): readonly string[] | null {
    const { model, names } = this.#trainer.dataset;
    const parameter = name.endsWith(GRADIENT) ? name.slice(0, -GRADIENT.length) : name;
    return names?.[model.rows?.[parameter] ?? ''] ?? null;
  }

  /** The last batch that an example puts to the model: of what is written token by token all of it. */
  async #exampleBatch(
    example: number | string,
    weights: ParameterValues,
  ): Promise<{ batch: Batch; answered: Example }> {
    let batch: Batch = {};
    const answered = await this.#trainer.example(example, weights, (asked) => (batch = asked));
    return { batch, answered };
  }

  /** Throws `bad-option`. */
  #check(name: string): void {
    if (this.tensors.some((one) => one.name === name)) return;
    const what = demandSentences.needsTensor;
    throw new AttnError('bad-option', { name: 'tensor', value: name, what, fault: 'needsTensor' });
  }
}
