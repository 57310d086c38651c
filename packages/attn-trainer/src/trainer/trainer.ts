import type { Source } from '@attn-elements/core/data';
import { type EngineName, engineNames, inTurn, startEngine, startFirst } from '../engine/engine.js';
import { loadOperations, type Operations, type Tensor } from '../engine/operations.js';
import { Checkpoint, type FileFormat, type ReadOptions, type State, writeCheckpoint } from '../files/checkpoint.js';
import { bestOf, type Example, type Lesson, type Result } from '../lessons/lesson.js';
import { type Batch, IGNORED, type Numbers } from '../models/model.js';
import { taskNamed } from '../tasks/index.js';
import { settingsOf } from '../tasks/settings.js';
import type { Settings, Task } from '../tasks/task.js';
import { TrainerError } from './errors.js';
import { type Evaluation, History } from './history.js';
import { LossWatch } from './loss-watch.js';
import { beginningOf, ParameterSet } from './parameter-set.js';

export interface TrainerOptions extends Partial<Settings> {
  /** The name of a task, or a task of your own. */
  readonly task: string | Task;
  /** What the task `own` learns from: an address, text, bytes, or arrays. */
  readonly data?: Source;
  /** What computes, or several in the order in which they are tried. `wasm` and then `cpu` unless given. */
  readonly engine?: EngineName | readonly EngineName[];
  /** Bytes that frames of attention may take; 8 MB unless given. */
  readonly historyBytes?: number;
  /** Called when the graphics device was lost and training goes on from the weights of an earlier step. */
  readonly onResume?: (step: number, engine: EngineName) => void;
}

export interface Progress {
  /** Steps taken. */
  readonly step: number;
  /** Of the last step, before it. */
  readonly loss: number;
}

/** Steps between two states that are kept to go back to. */
const KEEP_EVERY = 25;

/** How long a lost context is waited for, in milliseconds, before another engine takes over; browsers give it back sooner. */
const PATIENCE = 2000;

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
  readonly settings: Settings;
  readonly lesson: Lesson;
  readonly history: History;
  readonly #options: TrainerOptions;
  readonly #ops: Operations;
  #engine: EngineName;
  #fallbacks: readonly EngineName[];
  #parameters: ParameterSet;
  #adam: InstanceType<Operations['Adam']>;
  #watch = new LossWatch();
  #fault: TrainerError | null = null;
  /** The last state that is known to be sound. */
  #kept: State;
  #learningRate: number;
  #isOver = false;

  /**
   * Opens a task and puts a new model on an engine. Rejects with `unknown-task`, `no-data`, `bad-option` of settings, `no-engine`,
   * and what the author's data fail of.
   */
  static async create(options: TrainerOptions): Promise<Trainer> {
    const named = typeof options.task === 'string' ? taskNamed(options.task) : options.task;
    const task = named.of ? await named.of(options.data) : named;
    const settings = settingsOf(task, options);
    const lesson = task.open(settings);
    const ops = await loadOperations();
    const wanted = typeof options.engine === 'string' ? [options.engine] : (options.engine ?? ['wasm', 'cpu']);
    return inTurn(async () => {
      const engine = await startFirst(ops, wanted);
      return new Trainer({ ...options, task }, task, settings, lesson, ops, engine);
    });
  }

  /** The trainer of a file that `save` wrote, with its task, settings and weights. Rejects as `create` and `load`. */
  static async open(source: Source, options: Omit<TrainerOptions, 'task'> = {}): Promise<Trainer> {
    const checkpoint = await Checkpoint.open(source);
    if (!checkpoint.origin) {
      throw new TrainerError('other-weights', { url: 'data', what: 'it does not say of which task they are' });
    }
    const { task, settings } = checkpoint.origin;
    const trainer = await Trainer.create({ ...settings, ...options, task });
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
    settings: Settings,
    lesson: Lesson,
    ops: Operations,
    engine: EngineName,
  ) {
    this.#options = options;
    this.task = task;
    this.settings = settings;
    this.lesson = lesson;
    this.#ops = ops;
    this.#engine = engine;
    this.#fallbacks = engineNames.slice(engineNames.indexOf(engine) + 1);
    this.#learningRate = settings.learningRate;
    this.history = new History({ budget: options.historyBytes });
    this.#kept = this.#beginning();
    [this.#parameters, this.#adam] = this.#build(this.#kept);
  }

  /** What computes at present. */
  get engine(): EngineName {
    return this.#engine;
  }

  /** Steps taken. */
  get steps(): number {
    return this.#adam.steps;
  }

  /** Adam's; may be changed between steps. */
  get learningRate(): number {
    return this.#learningRate;
  }

  set learningRate(rate: number) {
    this.#learningRate = rate;
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
  step(count = 1): Promise<Progress> {
    let target = 0;
    const begin = () => {
      target = this.steps + count;
    };
    return this.#inTurn(async () => {
      if (this.#fault) throw this.#fault;
      let loss = NaN;
      while (this.steps < target) {
        try {
          loss = await this.#advance(target);
        } catch (error) {
          if (!isLost(error)) throw error;
          await this.#resume();
        }
      }
      return { step: this.steps, loss };
    }, begin);
  }

  /** What the model makes of what was held back; of a task that holds nothing back, the loss of its data. */
  evaluate(): Promise<Evaluation> {
    return this.#inTurn(async () => {
      const { heldBack, batch } = this.lesson;
      const batches = heldBack.length > 0 ? heldBack : [batch.call(this.lesson, 0)];
      let [loss, weight, right, asked] = [0, 0, 0, 0];
      for (const one of batches) {
        const { output, loss: own } = await this.#measure(one);
        const found = answers(output, one);
        // Means over answers, so that a smaller last batch counts less.
        const share = one.labels ? found.asked : 1;
        loss += own * share;
        weight += share;
        right += found.right;
        asked += found.asked;
      }
      const evaluation = { step: this.steps, loss: loss / weight, accuracy: asked > 0 ? right / asked : null };
      this.history.addEvaluation(evaluation);
      return evaluation;
    });
  }

  /** Puts a batch to the model: its output, and its attention weights by name. */
  run(batch: Batch): Promise<Result> {
    return this.#inTurn(() => this.#run(batch));
  }

  /**
   * An example, by its number among those held back or, of letters and texts, as a reader wrote it: what the model says, and what
   * it attends to. Rejects with `bad-option` of what the task does not know.
   */
  example(choice: number | string = 0): Promise<Example> {
    return this.#inTurn(() => this.lesson.example(choice, (batch) => this.#run(batch)));
  }

  /** Adds what the model attends to at present to the history. */
  async record(choice: number | string = 0): Promise<Example> {
    const example = await this.example(choice);
    this.history.addFrame({ step: this.steps, example });
    return example;
  }

  /** Begins again, as the run began. */
  reset(): Promise<void> {
    return this.#inTurn(async () => {
      this.#learningRate = this.settings.learningRate;
      this.history.clear();
      this.#replace(this.#beginning());
    });
  }

  /** Goes back to the state that was kept last, to go on from there with another learning rate. */
  goBack(learningRate = this.#learningRate): Promise<void> {
    return this.#inTurn(async () => {
      this.#learningRate = learningRate;
      this.history.cut(this.#kept.step);
      this.#replace(this.#kept);
    });
  }

  /** A file of the weights, of what training needs to go on, and of the attention to an example; `<attn-heatmap>` opens it. */
  save(format: FileFormat = 'safetensors', choice: number | string = 0): Promise<Uint8Array> {
    return this.#inTurn(async () => {
      const state = await this.#read();
      const { attention } = await this.lesson.example(choice, (batch) => this.#run(batch));
      const origin = { task: this.task.name, settings: this.settings, step: state.step };
      return writeCheckpoint(format, state, this.lesson.model.parameters, origin, attention);
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
    if (this.#isOver) return;
    this.#isOver = true;
    void inTurn(async () => this.#free());
  }

  async #restore(checkpoint: Checkpoint, options: ReadOptions): Promise<void> {
    await this.#inTurn(async () => {
      const state = await checkpoint.state(this.lesson.model.parameters, await this.#parameters.read(), options);
      this.history.clear();
      this.#replace(state);
    });
  }

  /** Runs something when it is its turn; `begin` before anything may have been lost. */
  #inTurn<T>(run: () => Promise<T>, begin?: () => void): Promise<T> {
    return inTurn(async () => {
      if (this.#isOver) throw new Error('This trainer was disposed of.');
      begin?.();
      try {
        await startEngine(this.#ops, this.#engine);
        return await run();
      } catch (error) {
        if (!isLost(error)) throw error;
        await this.#resume();
        return run();
      }
    });
  }

  /** Steps up to a number, or until a state is to be kept; the loss of the last one. */
  async #advance(target: number): Promise<number> {
    const { model } = this.lesson;
    const first = this.steps;
    const last = Math.min(target, this.#kept.step + KEEP_EVERY);
    const pending: Tensor[] = [];
    while (this.steps < last || pending.length === 0) {
      const batch = this.lesson.batch(this.steps);
      this.#adam.learningRate = this.#learningRate * (this.task.pace?.(this.steps) ?? 1);
      pending.push(
        this.#adam.minimize(() => {
          const { output } = model.forward(this.#ops, this.#parameters.tensors, batch, false);
          return model.loss(this.#ops, output, batch);
        }),
      );
    }
    const losses = await Promise.all(pending.map((loss) => this.#ops.read(loss)));
    for (const loss of pending) loss.dispose();
    for (const [i, [loss]] of losses.entries()) this.#note(first + i, loss);
    if (this.steps >= this.#kept.step + KEEP_EVERY && this.#watch.isCalm) this.#kept = await this.#read();
    return losses[losses.length - 1][0];
  }

  /** Takes down a loss. Throws where it says that training must stop. */
  #note(step: number, loss: number): void {
    this.history.addLoss(step, loss);
    const code = this.#watch.add(loss);
    if (!code) return;
    const rate = Number((this.#learningRate / 10).toPrecision(1));
    this.#fault = new TrainerError(code, { step: step + 1, good: this.#kept.step, rate });
    throw this.#fault;
  }

  async #measure(batch: Batch): Promise<{ output: Numbers; loss: number }> {
    const { model } = this.lesson;
    const { output, loss } = this.#ops.tidy(() => {
      const { output } = model.forward(this.#ops, this.#parameters.tensors, batch, false);
      return { output, loss: model.loss(this.#ops, output, batch) };
    });
    const [[value], numbers] = [await this.#ops.read(loss), await this.#take(output)];
    loss.dispose();
    return { output: numbers, loss: value };
  }

  async #run(batch: Batch): Promise<Result> {
    const { output, attention } = this.#ops.tidy(() => {
      return { ...this.lesson.model.forward(this.#ops, this.#parameters.tensors, batch, true) };
    });
    const weights: Record<string, Numbers> = {};
    for (const [name, tensor] of Object.entries(attention)) weights[name] = await this.#take(tensor);
    return { output: await this.#take(output), attention: weights };
  }

  /** The values of a tensor, which ends. */
  async #take(tensor: Tensor): Promise<Numbers> {
    const values = (await this.#ops.read(tensor)) as Float32Array;
    const { shape } = tensor;
    tensor.dispose();
    return { shape, values };
  }

  async #read(): Promise<State> {
    const { steps } = this;
    const moments = (await this.#ops.read(this.#adam.moments)) as Float32Array;
    return { step: steps, values: await this.#parameters.read(), moments: steps > 0 ? moments : null };
  }

  #beginning(): State {
    return { step: 0, values: beginningOf(this.lesson.model.parameters, this.settings.seed), moments: null };
  }

  #build({ values, moments, step }: State): [ParameterSet, InstanceType<Operations['Adam']>] {
    const parameters = new ParameterSet(this.#ops, this.lesson.model.parameters, values);
    const adam = new this.#ops.Adam(parameters.learned, { learningRate: this.#learningRate });
    if (moments) adam.restore(this.#ops.tensor(moments, [2, moments.length / 2]), step);
    return [parameters, adam];
  }

  #replace(state: State): void {
    this.#free();
    this.#fault = null;
    this.#watch = new LossWatch();
    this.#kept = state;
    [this.#parameters, this.#adam] = this.#build(state);
  }

  #free(): void {
    this.#parameters.dispose();
    this.#adam.dispose();
  }

  /** After the graphics device was lost: goes on from the state that was kept, there or on the next engine. */
  async #resume(): Promise<void> {
    this.#engine = await this.#again();
    this.history.cut(this.#kept.step);
    this.#replace(this.#kept);
    this.#options.onResume?.(this.#kept.step, this.#engine);
  }

  async #again(): Promise<EngineName> {
    const until = performance.now() + PATIENCE;
    while (performance.now() < until) {
      try {
        await startEngine(this.#ops, this.#engine);
        return this.#engine;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
    const next = await startFirst(this.#ops, this.#fallbacks);
    this.#fallbacks = this.#fallbacks.slice(this.#fallbacks.indexOf(next) + 1);
    return next;
  }
}

const isLost = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === 'context-lost';

/** Answers that were asked for, and those of them that are right. */
function answers(output: Numbers, { labels }: Batch): { right: number; asked: number } {
  if (!labels) return { right: 0, asked: 0 };
  const best = bestOf(output);
  let [right, asked] = [0, 0];
  for (const [i, label] of labels.values.entries()) {
    if (label === IGNORED) continue;
    asked++;
    if (best[i] === label) right++;
  }
  return { right, asked };
}
