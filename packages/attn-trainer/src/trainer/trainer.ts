import { reason } from '@attn-elements/core/errors';
import type { Source } from '@attn-elements/core/data';
import { inTurn, startFirst } from '../engine/engine.js';
import type { EngineName } from '../engine/engine-names.js';
import { loadOperations, type Operations } from '../engine/operations.js';
import { Checkpoint, type FilesBeside, type ReadOptions, type State, writeCheckpoint } from '../files/checkpoint.js';
import { restoreHistory, savedHistory } from '../files/saved-history.js';
import type { Example, Dataset, Result } from '../datasets/dataset.js';
import { type ExportFormat, isForOthers, type SavedFormat } from '../exports/formats.js';
import type { Batch } from '../models/model.js';
import { readyTask } from '../tasks/index.js';
import { settingsOf } from '../tasks/settings.js';
import type { TrainerSettings, Task } from '../tasks/task.js';
import type { Inside, LookedInto } from '../inside/inside.js';
import { EngineFallback } from './engine-fallback.js';
import { toTrainerError, TrainerError } from './errors.js';
import { evaluate } from './evaluate.js';
import { type Evaluation, History } from './history.js';
import { Learner } from './learner.js';
import { LossWatch } from './loss-watch.js';
import { initialValues, type ParameterValues } from './parameter-set.js';
import { PastWeights } from './past-weights.js';
import { RateChanges } from './rate-changes.js';
import type { StepProgress, TrainerOptions } from './trainer-options.js';
import { isLost, Turns } from './turns.js';

/** Steps between two states that are kept to go back to. */
const KEEP_EVERY = 25;

/**
 * Trains one model on one task, in a page, in a worker or in Node. The same task, settings, seed and engine give the same run.
 *
 * ```js
 * const trainer = await Trainer.create({ task: 'reverse', seed: 1 });
 * const { loss } = await trainer.step(100);
 * const { attention } = await trainer.example('ABCDEFGH');
 * trainer.dispose();
 * ```
 *
 * Calls may overlap: each begins when the one before has ended.
 */
export class Trainer {
  readonly task: Task;
  readonly dataset: Dataset;
  readonly history: History;
  readonly #options: TrainerOptions;
  readonly #ops: Operations;
  readonly #engine: EngineFallback;
  readonly #turns: Turns;
  #learner: Learner;
  #watch = new LossWatch();
  #fault: TrainerError | null = null;
  /** The last state that is known to be sound. */
  #kept: State;
  #settings: TrainerSettings;
  /** Weights of the steps of frames: another example is shown at each of them. */
  readonly #past: PastWeights;
  readonly #rates = new RateChanges();
  #inside: Inside | null = null;

  /**
   * Opens a task and puts a new model on an engine. Rejects with `unknown-task`, `no-data`, `bad-option` of settings, `no-engine`,
   * and what the author's data fail of.
   */
  static async create(options: TrainerOptions): Promise<Trainer> {
    const { rest } = options;
    try {
      const task = await readyTask(options.task, options.data, options, rest);
      const settings = settingsOf(task, options);
      await rest?.();
      const dataset = task.open(settings);
      await rest?.();
      const ops = await loadOperations();
      const wanted = typeof options.engine === 'string' ? [options.engine] : (options.engine ?? ['wasm', 'cpu']);
      return await inTurn(async () => {
        const engine = await startFirst(ops, wanted);
        return new Trainer({ ...options, task }, task, settings, dataset, ops, engine);
      });
    } catch (error) {
      throw toTrainerError(error);
    }
  }

  /**
   * The trainer of a file that `save` wrote, with its task, settings and weights; a task of one's own, or of data, is given again.
   * Rejects as `create` and `load`.
   */
  static async open(source: Source, options: Partial<TrainerOptions> = {}): Promise<Trainer> {
    const checkpoint = await Checkpoint.open(source);
    if (!checkpoint.origin) {
      throw new TrainerError('other-weights', { url: 'data', ...reason`it does not say of which task they are` });
    }
    const { task, settings } = checkpoint.origin;
    const trainer = await Trainer.create({ task, ...settings, ...options });
    try {
      await trainer.#restore(checkpoint, {});
    } catch (error) {
      trainer.dispose();
      throw error;
    }
    return trainer;
  }

  private constructor(
    options: TrainerOptions,
    task: Task,
    settings: TrainerSettings,
    dataset: Dataset,
    ops: Operations,
    engine: EngineName,
  ) {
    this.#options = options;
    this.task = task;
    this.#settings = settings;
    this.dataset = dataset;
    this.#ops = ops;
    this.#engine = new EngineFallback(ops, engine);
    this.#turns = new Turns(
      this.#engine,
      () => options.rest?.(),
      () => this.#resume(),
    );
    this.history = new History({ budget: options.historyBytes });
    this.#past = new PastWeights(options.historyBytes);
    this.#kept = this.#initialState();
    this.#learner = new Learner(ops, dataset.model, this.#kept);
  }

  /** The engine that computes at present. */
  get engine(): EngineName {
    return this.#engine.engine;
  }

  /** Steps taken. */
  get steps(): number {
    return this.#learner.steps;
  }

  /** Settings in force. */
  get settings(): TrainerSettings {
    return this.#settings;
  }

  /** Adam's; may be changed between steps, to what it may be at the beginning: else `bad-option` is thrown. */
  get learningRate(): number {
    return this.#settings.learningRate;
  }

  set learningRate(rate: number) {
    this.#settings = settingsOf(this.task, { ...this.#settings, learningRate: rate });
  }

  /** Learning rate of the next step: by the schedule of the task a share of the one in force. */
  get rate(): number {
    return this.learningRate * (this.task.learningRateSchedule?.(this.steps) ?? 1);
  }

  /** The step of the state that training goes back to after a fault. */
  get keptStep(): number {
    return this.#kept.step;
  }

  /**
   * Takes steps. Rejects with `not-a-number` or `exploded` where the loss ran away, and from then on, until `goBack`, `reset` or
   * `load`. Where the graphics device is lost, training goes on from the state that was kept last, on the same device or
   * the next engine; the steps since are taken again.
   */
  step(count = 1): Promise<StepProgress> {
    let target = 0;
    const begin = () => {
      target = this.steps + count;
    };
    return this.#turns.take(async () => {
      if (this.#fault) throw this.#fault;
      let loss = NaN;
      while (this.steps < target) loss = await this.#advance(target);
      return { step: this.steps, loss };
    }, begin);
  }

  /**
   * Evaluation on the held-back data; of a task that holds nothing back, the loss of its data. With `isWritten` the model also writes
   * answers by itself, where the task has such: that takes as many runs of it as an answer has tokens.
   */
  evaluate({ isWritten = false } = {}): Promise<Evaluation> {
    return this.#turns.take(() => this.#evaluate(isWritten));
  }

  /** Prediction of the model for a batch: its output, and its attention weights by name. */
  predict(batch: Batch): Promise<Result> {
    return this.#turns.take(() => this.#learner.predict(batch));
  }

  /**
   * An example, by its number among those held back or, of letters and texts, as a reader wrote it: what the model says, and what
   * it attends to. Rejects with `bad-option` of what the task does not know.
   */
  example(choice: number | string = 0): Promise<Example> {
    return this.#turns.take(() => this.#example(choice));
  }

  /** Snapshot of what the model attends to at present, added to the history. */
  snapshot(choice: number | string = 0): Promise<Example> {
    return this.#turns.take(async () => {
      const { steps: step } = this;
      const example = await this.#example(choice);
      this.history.addFrame({ step, example });
      if (!this.#past.has(step)) this.#past.add(step, await this.#learner.weights());
      return example;
    });
  }

  /** Inside of the model, at the present step and at those whose weights are kept. */
  async inside(): Promise<Inside> {
    const { Inside } = await import('../inside/inside.js');
    return (this.#inside ??= new Inside(this.#lookedInto));
  }

  /** Steps before the present one whose weights are kept, the latest first: as many as there is room for. */
  get pastSteps(): readonly number[] {
    return this.#past.steps.filter((step) => step < this.steps).toReversed();
  }

  /** The example as the model saw it at a step whose weights are kept; null where they are no more. */
  recall(step: number, choice: number | string = 0): Promise<Example | null> {
    return this.#turns.take(async () => {
      const weights = this.#past.at(step);
      return weights && this.#example(choice, weights);
    });
  }

  /** Begins again, with the settings in force. */
  reset(): Promise<void> {
    return this.#turns.take(async () => {
      this.history.clear();
      this.#past.cut(-1);
      this.#replace(this.#initialState());
    });
  }

  /** Goes back to the state that was kept last, to go on from there with another learning rate. */
  goBack(learningRate = this.learningRate): Promise<void> {
    return this.#turns.take(async () => {
      this.learningRate = learningRate;
      this.#goTo(this.#kept);
    });
  }

  /**
   * A file of the weights, of what training needs to go on, of how the run went, and of the attention to an example;
   * `<attn-heatmap>` opens it. `steps`, those of the whole run, are told in it, and the runs `beside` it are kept. Or the run for another program: `python` is its
   * PyTorch program, `pytorch` a zip archive of that with weights and data, `weights` the safetensors that its class takes with
   * `strict=True`, `onnx` the model with its attention as outputs, `tensorboard` an event file. Rejects with `bad-option` of another
   * format, and where a model of one's own is not known as PyTorch.
   */
  save(
    format: SavedFormat = 'safetensors',
    choice: number | string = 0,
    steps: number = this.task.steps,
    compare?: string,
    beside?: FilesBeside,
  ): Promise<Uint8Array> {
    return this.#turns.take(async () => {
      const state = await this.#learner.download();
      if (isForOthers(format)) return this.#export(format, state);
      const { attention } = await this.#example(choice);
      const origin = {
        task: this.task.name,
        settings: this.settings,
        step: state.step,
        steps,
        example: choice,
        compare,
      };
      return writeCheckpoint(
        format,
        state,
        this.dataset.model.parameters,
        origin,
        attention,
        savedHistory(this.history),
        beside,
      );
    });
  }

  /**
   * Goes on from the weights of a file: one of ours, or of another program where names and shapes are the same. Rejects with
   * `other-weights`, and what `load` of core/data rejects with; the model is then as it was.
   */
  async load(source: Source, options: ReadOptions = {}): Promise<void> {
    await this.#restore(await Checkpoint.open(source), options);
  }

  /** Frees what the engine holds. Calls from then on reject. */
  dispose(): void {
    this.#turns.end(() => this.#learner.dispose());
  }

  async #restore(checkpoint: Checkpoint, options: ReadOptions): Promise<void> {
    await this.#turns.take(async () => {
      const { values } = await this.#learner.download();
      const state = await checkpoint.state(this.dataset.model.parameters, values, options);
      const history = await checkpoint.history();
      this.history.clear();
      this.#past.cut(-1);
      this.#rates.clear();
      if (history) restoreHistory(this.history, history);
      this.#replace(state);
    });
  }

  /** Steps up to a number, or until a state is to be kept; the loss of the last one. */
  async #advance(target: number): Promise<number> {
    const first = this.steps;
    const last = Math.min(target, this.#kept.step + KEEP_EVERY);
    try {
      do {
        this.#rates.note(this.steps, this.learningRate);
        this.#learner.step(this.dataset.batch(this.steps), this.rate);
        if (this.steps < last) await this.#turns.rest();
      } while (this.steps < last);
    } catch (error) {
      // Half a step was taken, perhaps.
      if (!isLost(error) && !this.#turns.isOver) this.#goTo(this.#kept);
      throw error;
    }
    const losses = await this.#learner.losses();
    for (const [i, loss] of losses.entries()) this.#note(first + i, loss);
    if (this.steps >= this.#kept.step + KEEP_EVERY && this.#watch.isCalm) {
      this.#kept = await this.#learner.download();
      this.#engine.forgive();
    }
    await this.#turns.rest();
    return losses[losses.length - 1];
  }

  /** Takes down a loss. Throws where it says that training must stop. */
  #note(step: number, loss: number): void {
    this.history.addLoss(step, loss);
    const code = this.#watch.add(loss);
    if (!code) return;
    this.#fault = new TrainerError(code, { step: step + 1, good: this.#kept.step, rate: this.#lowerRate });
    throw this.#fault;
  }

  /** A rate to go back with: the task's own, or where that was too high a tenth of the present one. */
  get #lowerRate(): number {
    const { learningRate } = this;
    const own = this.task.defaults.learningRate;
    return own < learningRate ? own : Number((learningRate / 10).toPrecision(1));
  }

  async #export(format: ExportFormat, state: State): Promise<Uint8Array> {
    const { writeExport } = await import('../exports/write-export.js');
    const { task, settings, dataset, history } = this;
    const known = history.evaluations.at(-1);
    const evaluation = known?.step === state.step ? known : await this.#evaluate();
    const initial = this.#initialState().values;
    const past = this.#past;
    const rates = this.#rates.list;
    const time = Date.now() / 1000;
    const run = { task, settings, dataset, state, initial, past, rates, history, evaluation, time };
    return writeExport(format, run);
  }

  async #evaluate(isWritten = false): Promise<Evaluation> {
    const evaluation = await evaluate(this.#learner, this.dataset, isWritten, () => this.#turns.rest());
    this.history.addEvaluation(evaluation);
    return evaluation;
  }

  get #lookedInto(): LookedInto {
    const stepsOf = () => this.steps;
    const pastOf = () => this.pastSteps.toReversed();
    return {
      dataset: this.dataset,
      ops: this.#ops,
      get steps() {
        return stepsOf();
      },
      get pastSteps() {
        return pastOf();
      },
      turn: (run) => this.#turns.take(run),
      weightsAt: async (step) => (step === this.steps ? this.#learner.weights() : this.#past.at(step)),
      example: (choice, weights, see) => this.#example(choice, weights, see),
      rest: () => this.#turns.rest(),
    };
  }

  /**
   * @param weights of an earlier step; the present ones unless given
   * @param see takes each batch that is put to the model
   */
  #example(choice: number | string, weights?: ParameterValues, see?: (batch: Batch) => void): Promise<Example> {
    return this.dataset.example(choice, async (batch) => {
      see?.(batch);
      const result: Result = await this.#learner.predict(batch, weights);
      await this.#turns.rest();
      return result;
    });
  }

  #initialState(): State {
    return { step: 0, values: initialValues(this.dataset.model.parameters, this.settings.seed), moments: null };
  }

  #replace(state: State): void {
    this.#learner.dispose();
    this.#fault = null;
    this.#watch = new LossWatch();
    this.#inside?.forget();
    this.#kept = state;
    this.#learner = new Learner(this.#ops, this.dataset.model, state);
  }

  /** Replaces the state by an earlier one of the same run. */
  #goTo(state: State): void {
    this.history.cut(state.step);
    this.#past.cut(state.step);
    this.#replace(state);
  }

  /** After the graphics device was lost: goes on from the state that was kept, there or on the next engine. */
  async #resume(): Promise<void> {
    await this.#engine.again();
    this.#goTo(this.#kept);
    this.#options.onResume?.(this.#kept.step, this.engine);
  }
}
