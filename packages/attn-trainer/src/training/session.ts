import { chooseEngine, enginesFrom } from '../engine/choice.js';
import { Checkpoint } from '../files/checkpoint.js';
import type { Example } from '../datasets/dataset.js';
import type { Frame } from '../trainer/history.js';
import type { Inside } from '../inside/inside.js';
import { tensorList } from '../inside/tensor-list.js';
import { readyTask } from '../tasks/index.js';
import { Trainer } from '../trainer/trainer.js';
import type { TrainerOptions } from '../trainer/trainer-options.js';
import { Pace } from './pace.js';
import { recallSteps } from './recall-steps.js';
import { Reporter } from './reporter.js';
import { checkPace } from '../tasks/settings.js';
import {
  type Answers,
  type Commands,
  type Fault,
  faultOf,
  type InForce,
  type LiveSettings,
  type Opened,
  type Report,
  type RunOptions,
  type RunState,
} from './protocol.js';
import type { Slices } from '@attn-elements/core/slices';

export interface SessionOptions {
  readonly onReport: (report: Report) => void;
  readonly onFault: (error: unknown) => void;
  /** Slices of time in which it shares the thread. */
  readonly slices: Slices;
  /** Whether the thread is its own: nobody waits while a graphics device compiles. */
  readonly isAlone: boolean;
}

/** Steps between two looks at what was held back. */
const EVALUATE_EVERY = 25;

/** Thrown through whatever is underway when a run is closed: nobody is told. */
class Ended extends Error {
  constructor() {
    super('The run was ended.');
  }
}

/**
 * One run: trains in slices of time, so that whoever shares the thread is heard between them, and reports what becomes of it. In a
 * worker or on the page's own thread.
 */
export class Session implements Answers {
  readonly #options: SessionOptions;
  #trainer: Trainer | null = null;
  #run: RunOptions = { task: '' };
  #state: RunState = 'paused';
  #loop: Promise<void> | null = null;
  /** The last command of those that change the run: each begins when the one before has ended. */
  #turn: Promise<unknown> = Promise.resolve();
  /** Counts the runs: what was begun for an earlier one ends by itself. */
  #life = 0;
  readonly #reports: Reporter;
  readonly #pace = new Pace();

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#reports = new Reporter(options.onReport);
  }

  async open(options: RunOptions): Promise<Opened> {
    await this.close();
    checkPace(options);
    this.#run = options;
    await this.#begin(async (own) => {
      // Read once, however many engines are tried.
      const task = await readyTask(options.task, options.data, options, own.rest);
      const asked = { ...options, ...own, task };
      const engine = options.engine
        ? enginesFrom(options.engine)
        : (await chooseEngine(asked, this.#options.isAlone)).engines;
      return Trainer.create({ ...asked, engine });
    });
    return this.#opened(await this.#refusalOfExample());
  }

  train(): Promise<void> {
    return this.#inTurn(async () => {
      const { steps } = this.#sure;
      // Who asks for more after the end gets as much again.
      if (steps >= this.#steps) this.#run = { ...this.#run, steps: steps + this.#sure.task.steps };
      this.#state = 'training';
      this.#loop ??= this.#train().finally(() => {
        this.#loop = null;
      });
    });
  }

  /** Stops what trains at once, and what is to train by then. */
  pause(): Promise<void> {
    this.#stop();
    return this.#inTurn(() => this.#halt());
  }

  step(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#halt();
      await this.#watched(async () => {
        await this.#sure.step();
        await this.#evaluate(true);
      });
      this.#report();
    });
  }

  reset(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#halt();
      await this.#sure.reset();
      await this.#anew();
    });
  }

  goBack(learningRate: number): Promise<void> {
    return this.#inTurn(async () => {
      await this.#halt();
      await this.#sure.goBack(learningRate);
      await this.#anew();
    });
  }

  /** Changes what may change while it learns. Rejects with `bad-option` of what it may not be; all is then as it was. */
  async set(options: LiveSettings): Promise<InForce> {
    const { learningRate, steps, speed, example } = options;
    checkPace({ steps, speed });
    // What is no example of the task is found out here, and nowhere in the training.
    if (example !== undefined) await this.#sure.example(example ?? 0);
    if (learningRate !== undefined) this.#sure.learningRate = learningRate ?? this.#sure.task.defaults.learningRate;
    const given = Object.entries({ steps, speed, example }).filter(([, value]) => value !== undefined);
    this.#run = { ...this.#run, ...Object.fromEntries(given.map(([name, value]) => [name, value ?? undefined])) };
    this.#pace.wake();
    if (example !== undefined) await this.#retell();
    return this.#inForce;
  }

  example(choice: number | string): Promise<Example> {
    return this.#sure.example(choice);
  }

  save(asked: Parameters<Commands['save']>[0]): Promise<Uint8Array> {
    const { format, beside = [] } = typeof asked === 'object' ? asked : { format: asked };
    return this.#sure.save(format, this.#run.example, this.#steps, this.#run.compare, beside);
  }

  async csv(): Promise<string> {
    return this.#sure.history.toCSV();
  }

  tensor(question: Parameters<Commands['tensor']>[0]) {
    return this.#inside((inside) => inside.tensor(question));
  }

  histograms(question: Parameters<Commands['histograms']>[0]) {
    return this.#inside((inside) => inside.histograms(question));
  }

  probabilities(question: Parameters<Commands['probabilities']>[0]) {
    return this.#inside((inside) => inside.probabilities(question));
  }

  answers(question: Parameters<Commands['answers']>[0]) {
    return this.#inside((inside) => inside.answers(question));
  }

  examples(question: Parameters<Commands['examples']>[0]) {
    return this.#inside((inside) => inside.examples(question));
  }

  /**
   * Goes on from a file: with its task and settings, where it says which they are; one of a task of data is of the data that there
   * are. Where it cannot be read, the run is as it was.
   */
  load(source: Parameters<Commands['load']>[0]): Promise<Opened> {
    return this.#inTurn(async () => {
      await this.#halt();
      const checkpoint = await Checkpoint.open(source);
      const { origin } = checkpoint;
      const { task, engine } = this.#sure;
      if (origin) {
        const same = origin.task === task.name ? { task } : {};
        await this.#begin((own) =>
          Trainer.open(source, { ...same, engine: enginesFrom(engine), historyBytes: this.#run.historyBytes, ...own }),
        );
        const { steps, example, compare = this.#run.compare } = origin;
        this.#run = { ...this.#run, ...origin.settings, task: origin.task, steps, example, compare };
      } else await this.#sure.load(source);
      const refused = await this.#refusalOfExample();
      await this.#anew();
      return { ...this.#opened(refused), beside: await checkpoint.beside() };
    });
  }

  /** Ends what is underway, and frees what the engine holds. */
  async close(): Promise<void> {
    this.#life++;
    await this.#halt();
    this.#trainer?.dispose();
    this.#trainer = null;
    this.#state = 'paused';
    this.#reports.clear();
  }

  async #inside<T>(look: (inside: Inside) => Promise<T>): Promise<T> {
    return look(await this.#sure.inside());
  }

  #inTurn<T>(run: () => Promise<T>): Promise<T> {
    const life = this.#life;
    const turn = this.#turn.then(() => {
      if (life !== this.#life) throw new Ended();
      return run();
    });
    this.#turn = turn.catch(() => {});
    return turn;
  }

  #stop(): void {
    if (this.#state === 'training') this.#state = 'paused';
    this.#pace.wake();
  }

  async #halt(): Promise<void> {
    this.#stop();
    await this.#loop;
  }

  /** Puts a new trainer in the place of the one that there is, once it is made. */
  async #begin(make: (own: Pick<TrainerOptions, 'onResume' | 'rest'>) => Promise<Trainer>): Promise<void> {
    const life = this.#life;
    const trainer = await make({ onResume: (step) => this.#reports.resume(step), rest: this.#restOf(life) });
    if (life !== this.#life) {
      trainer.dispose();
      throw new Ended();
    }
    this.#trainer?.dispose();
    this.#trainer = trainer;
  }

  /** Lets others have their turn, and ends whatever is underway once the run was closed. */
  #restOf(life: number): () => Promise<void> {
    return async () => {
      await this.#options.slices.rest();
      if (life !== this.#life) throw new Ended();
    };
  }

  get #sure(): Trainer {
    if (!this.#trainer) throw new Error('No run is open.');
    return this.#trainer;
  }

  get #inForce(): InForce {
    const { settings, task } = this.#sure;
    const { compare, speed = 0, example = 0 } = this.#run;
    return { task: task.name, settings, compare, steps: this.#steps, speed, example };
  }

  /** Why the example that was asked for is none of the task; the first is then in its place. */
  async #refusalOfExample(): Promise<Fault | null> {
    try {
      await this.#sure.example(this.#run.example);
      return null;
    } catch (error) {
      const fault = faultOf(error);
      if (fault.code !== 'bad-option') throw error;
      this.#run = { ...this.#run, example: undefined };
      return fault;
    }
  }

  get #steps(): number {
    return this.#run.steps ?? this.#sure.task.steps;
  }

  #opened(refused: Fault | null): Opened {
    const { task, engine, dataset } = this.#sure;
    const { examples, items = null, guess = null, notes = [] } = dataset;
    const tensors = tensorList(dataset.model, dataset.heldBack[0] ?? dataset.batch(0));
    const hasAnswers = dataset.names?.labels !== undefined && dataset.heldBack.length > 0;
    const isForced = dataset.written !== undefined;
    const { uses, columns = null, learningRateSchedule: schedule } = task;
    const decay = schedule && 'floor' in schedule ? { steps: schedule.steps, floor: schedule.floor } : null;
    return {
      inForce: this.#inForce,
      uses,
      decay,
      columns,
      refused,
      examples,
      items,
      tensors,
      hasAnswers,
      guess,
      isForced,
      notes,
      engine,
    };
  }

  async #train(): Promise<void> {
    this.#pace.begin(this.#sure.steps);
    await this.#watched(async () => {
      await this.#evaluate(false);
      while (this.#state === 'training') {
        const start = performance.now();
        await this.#sure.step();
        await this.#evaluate(false);
        if (this.#sure.steps >= this.#steps) this.#state = 'done';
        if (this.#state === 'done') await this.#evaluate(true);
        if (this.#state === 'training' && this.#reports.isDue) {
          this.#pace.note(this.#sure.steps);
          this.#report();
        }
        const { speed } = this.#run;
        if (speed && this.#state === 'training') await this.#pace.wait(1000 / speed - (performance.now() - start));
      }
    });
    // Once, also where it was paused or has failed.
    if (this.#state !== 'training') {
      this.#pace.note(this.#sure.steps);
      this.#report();
    }
  }

  /** Evaluates what was held back and the example, where it is time. */
  async #evaluate(isAsked: boolean): Promise<void> {
    const { steps, history } = this.#sure;
    const seen = history.evaluations.at(-1);
    const isOld = !seen || (seen.step !== steps && (isAsked || steps >= seen.step + EVALUATE_EVERY));
    // Somebody looks at what it has come to: that is worth more time than on the way.
    const isLacking = isAsked && seen?.written === undefined && this.#sure.dataset.written !== undefined;
    if (isOld || isLacking) {
      this.#reports.addEvaluation(await this.#sure.evaluate({ isWritten: isAsked }));
    }
    if (!isAsked && !history.wantsFrame(steps)) return;
    await this.#look();
  }

  /** Looks at the example, at the present step. */
  async #look(): Promise<void> {
    const { example: choice } = this.#run;
    const { steps: step } = this.#sure;
    const example = await this.#sure.snapshot(choice);
    if (choice === this.#run.example) this.#reports.addFrame({ step, example });
    // Another was asked for meanwhile, and is looked at by who did.
    else this.#sure.history.dropFrames(step);
  }

  /** Shows another example at the present step, and then, as the time allows, at the steps before. */
  async #retell(): Promise<void> {
    const trainer = this.#sure;
    const { example: choice } = this.#run;
    trainer.history.dropFrames();
    this.#reports.retell();
    await this.#look();
    this.#report();
    const isPast = () => trainer !== this.#trainer || choice !== this.#run.example;
    void this.#watched(() => recallSteps(trainer, choice, isPast, (frame) => this.#tell(frame)));
  }

  /** A frame of an earlier step, reported when it is time; null when there are no more. */
  #tell(frame: Frame | null): void {
    if (frame) {
      this.#sure.history.addFrame(frame);
      this.#reports.addFrame(frame);
    }
    if (!frame || this.#reports.isDue) this.#report();
  }

  /** Reports the run from its first step on. */
  async #anew(): Promise<void> {
    this.#state = 'paused';
    this.#reports.begin(this.#sure.history);
    await this.#evaluate(true);
    this.#report();
  }

  /** Runs what may end the training. */
  async #watched(run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      if (error instanceof Ended) return;
      this.#state = 'failed';
      this.#options.onFault(error);
    }
  }

  #report(): void {
    this.#reports.report(this.#state, this.#sure, this.#inForce, this.#pace.speed);
  }
}
