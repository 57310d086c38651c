import type { Evaluation, Frame } from '../trainer/history.js';
import type { Trainer } from '../trainer/trainer.js';
import type { InForce, Report, RunState } from './protocol.js';

/** Time between two reports, in milliseconds: as often as a chart changes visibly. */
const REPORT_EVERY = 60;

/** Reports of a run: what has become of it since the last one. */
export class Reporter {
  readonly #send: (report: Report) => void;
  /** Losses that were reported. */
  #losses = 0;
  #time = 0;
  #evaluations: Evaluation[] = [];
  #frames: Frame[] = [];
  /** Whether the frames that were reported are of another example. */
  #isRetold = false;
  #resumed = false;
  /** Whether what was reported before is not of this run, or later than it stands. */
  #isAnew = false;

  constructor(send: (report: Report) => void) {
    this.#send = send;
  }

  /** Whether it is time for the next one. */
  get isDue(): boolean {
    return performance.now() - this.#time >= REPORT_EVERY;
  }

  addEvaluation(evaluation: Evaluation): void {
    this.#evaluations.push(evaluation);
  }

  addFrame(frame: Frame): void {
    this.#frames.push(frame);
  }

  /** Another example is looked at. */
  retell(): void {
    this.#frames = [];
    this.#isRetold = true;
  }

  /** The next report is of the whole run, from its first step on. */
  begin({ evaluations, frames }: Trainer['history']): void {
    this.#losses = 0;
    this.#isAnew = true;
    this.#evaluations = [...evaluations];
    this.#frames = [...frames];
  }

  /** The device was lost, and the run goes on from a step. */
  resume(step: number): void {
    this.#resumed = true;
    this.#losses = Math.min(this.#losses, step);
    this.#evaluations = this.#evaluations.filter((one) => one.step <= step);
    this.#frames = this.#frames.filter((one) => one.step <= step);
  }

  /** Forgets a run. */
  clear(): void {
    this.#losses = 0;
    this.#evaluations = [];
    this.#frames = [];
  }

  report(state: RunState, trainer: Trainer, inForce: InForce, stepsPerSecond: number): void {
    const { steps, history, settings, engine, rate } = trainer;
    const from = Math.min(this.#losses, steps);
    this.#losses = history.losses.length;
    this.#time = performance.now();
    this.#send({
      state,
      step: steps,
      inForce,
      rate,
      loss: history.losses.at(-1) ?? NaN,
      stepsPerSecond,
      examplesPerSecond: stepsPerSecond * settings.batch,
      engine,
      from,
      losses: history.losses.slice(from),
      evaluations: this.#evaluations,
      frames: this.#frames,
      isAnew: this.#isAnew,
      isRetold: this.#isRetold,
      resumed: this.#resumed,
    });
    this.#evaluations = [];
    this.#frames = [];
    this.#isAnew = this.#isRetold = this.#resumed = false;
  }
}
