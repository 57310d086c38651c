import { chooseEngine, enginesFrom } from '../engine/choice.js';
import type { EngineName } from '../engine/engine.js';
import { Checkpoint, type FileFormat } from '../files/checkpoint.js';
import type { Example } from '../lessons/lesson.js';
import type { Evaluation, Frame } from '../trainer/history.js';
import { Trainer } from '../trainer/trainer.js';
import type { Answers, Commands, Opened, Report, RunOptions, RunState } from './protocol.js';

export interface SessionOptions {
  readonly onReport: (report: Report) => void;
  readonly onFault: (error: unknown) => void;
  /** How long the thread may be busy at a stretch, in milliseconds. */
  readonly slice: number;
}

/** Steps between two looks at what was held back. */
const EVALUATE_EVERY = 25;

/** Time between two reports, in milliseconds: as often as a chart changes visibly. */
const REPORT_EVERY = 60;

/** Steps over which the speed is told. */
const SPEED_OVER = 1000;

const pauseFor = (time: number) => new Promise<void>((resolve) => setTimeout(resolve, time));

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
  #reported = 0;
  #reportedAt = 0;
  #evaluations: Evaluation[] = [];
  #frames: Frame[] = [];
  #resumed = false;
  /** When steps were taken, of the last second. */
  #pace: { time: number; step: number }[] = [];

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  async open(options: RunOptions): Promise<Opened> {
    await this.close();
    this.#run = options;
    const engine = options.engine ? enginesFrom(options.engine) : (await chooseEngine(options)).engines;
    this.#trainer = await Trainer.create({ ...options, engine, onResume: this.#onResume });
    return this.#opened();
  }

  async train(): Promise<void> {
    const { steps } = this.#sure;
    // Who asks for more after the end gets as much again.
    if (steps >= this.#steps) this.#run = { ...this.#run, steps: steps + this.#sure.task.steps };
    this.#state = 'training';
    this.#loop ??= this.#train().finally(() => {
      this.#loop = null;
    });
  }

  async pause(): Promise<void> {
    if (this.#state === 'training') this.#state = 'paused';
    await this.#loop;
  }

  async step(): Promise<void> {
    await this.pause();
    await this.#watched(async () => {
      await this.#sure.step();
      await this.#look(true);
    });
    this.#report();
  }

  async reset(): Promise<void> {
    await this.pause();
    await this.#sure.reset();
    await this.#from(0);
  }

  async goBack(learningRate: number): Promise<void> {
    await this.pause();
    await this.#sure.goBack(learningRate);
    await this.#from(this.#sure.steps);
  }

  async set(options: Pick<RunOptions, 'learningRate' | 'speed' | 'example' | 'steps'>): Promise<void> {
    this.#run = { ...this.#run, ...options };
    if (options.learningRate !== undefined) this.#sure.learningRate = options.learningRate;
    if (options.example === undefined || this.#state === 'training') return;
    await this.#look(true);
    this.#report();
  }

  example(choice: number | string): Promise<Example> {
    return this.#sure.example(choice);
  }

  save(format: FileFormat): Promise<Uint8Array> {
    return this.#sure.save(format, this.#run.example);
  }

  async csv(): Promise<string> {
    return this.#sure.history.toCSV();
  }

  /** Goes on from a file: with its task and settings, where it says which they are. */
  async load(source: Parameters<Commands['load']>[0]): Promise<Opened> {
    await this.pause();
    const { origin } = await Checkpoint.open(source);
    const { task, engine } = this.#sure;
    if (origin && !task.takesData) {
      await this.open({ ...this.#run, ...origin.settings, task: origin.task, engine });
    }
    await this.#sure.load(source);
    await this.#from(this.#sure.steps);
    return this.#opened();
  }

  async close(): Promise<void> {
    await this.pause();
    this.#trainer?.dispose();
    this.#trainer = null;
    this.#state = 'paused';
    this.#reported = 0;
    this.#evaluations = [];
    this.#frames = [];
  }

  get #sure(): Trainer {
    if (!this.#trainer) throw new Error('No run is open.');
    return this.#trainer;
  }

  get #steps(): number {
    return this.#run.steps ?? this.#sure.task.steps;
  }

  #opened(): Opened {
    const { settings, task, engine, lesson } = this.#sure;
    return { settings, uses: task.uses, steps: this.#steps, examples: lesson.examples, engine };
  }

  async #train(): Promise<void> {
    this.#pace = [];
    await this.#watched(async () => {
      await this.#look(false);
      while (this.#state === 'training') {
        const start = performance.now();
        // At least one step, and as many as the slice holds.
        do {
          await this.#sure.step();
          await this.#look(false);
        } while (this.#state === 'training' && this.#isUnderway && !this.#run.speed && this.#within(start));
        this.#takeTime();
        if (!this.#isUnderway) this.#state = 'done';
        if (this.#state === 'done') await this.#look(true);
        if (this.#state !== 'training' || performance.now() - this.#reportedAt >= REPORT_EVERY) this.#report();
        await pauseFor(this.#rest(performance.now() - start));
      }
    });
    if (this.#state !== 'training') this.#report();
  }

  get #isUnderway(): boolean {
    return this.#sure.steps < this.#steps;
  }

  #within(start: number): boolean {
    return performance.now() - start < this.#options.slice;
  }

  /** How long to wait so that a second holds no more steps than were asked for. */
  #rest(spent: number): number {
    const { speed } = this.#run;
    return speed ? Math.max(0, 1000 / speed - spent) : 0;
  }

  #takeTime(): void {
    const now = performance.now();
    this.#pace.push({ time: now, step: this.#sure.steps });
    while (this.#pace.length > 2 && now - this.#pace[0].time > SPEED_OVER) this.#pace.shift();
  }

  get #speed(): number {
    const [first, last] = [this.#pace[0], this.#pace.at(-1)];
    if (!first || !last || last.time === first.time) return 0;
    return Math.max(0, (1000 * (last.step - first.step)) / (last.time - first.time));
  }

  /** Looks at what was held back and at the example, where it is time. */
  async #look(isAsked: boolean): Promise<void> {
    const { steps, history } = this.#sure;
    const seen = history.evaluations.at(-1);
    if (!seen || (seen.step !== steps && (isAsked || steps >= seen.step + EVALUATE_EVERY))) {
      this.#evaluations.push(await this.#sure.evaluate());
    }
    if (!isAsked && !history.wantsFrame(steps)) return;
    const example = await this.#sure.record(this.#run.example);
    this.#frames.push({ step: steps, example });
  }

  async #from(step: number): Promise<void> {
    this.#state = 'paused';
    this.#reported = step;
    this.#evaluations = [];
    this.#frames = [];
    await this.#look(true);
    this.#report();
  }

  /** Runs what may end the training. */
  async #watched(run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      this.#state = 'failed';
      this.#report();
      this.#options.onFault(error);
    }
  }

  #report(): void {
    const { steps, history, settings, engine } = this.#sure;
    const from = Math.min(this.#reported, steps);
    const losses = history.losses.slice(from);
    this.#reported = history.losses.length;
    this.#reportedAt = performance.now();
    this.#options.onReport({
      state: this.#state,
      step: steps,
      steps: this.#steps,
      loss: history.losses.at(-1) ?? NaN,
      stepsPerSecond: this.#speed,
      examplesPerSecond: this.#speed * settings.batch,
      engine,
      from,
      losses,
      evaluations: this.#evaluations,
      frames: this.#frames,
      resumed: this.#resumed,
    });
    this.#evaluations = [];
    this.#frames = [];
    this.#resumed = false;
  }

  readonly #onResume = (step: number, _engine: EngineName): void => {
    this.#resumed = true;
    this.#reported = step;
  };
}
