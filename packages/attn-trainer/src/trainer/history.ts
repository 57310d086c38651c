import { csvText } from '@attn-elements/core/data/write';
import type { Example } from '../datasets/dataset.js';

/** Frame of the history: the model's attention at a step. */
export interface Frame {
  readonly step: number;
  readonly example: Example;
}

/** A look at what was held back. */
export interface Evaluation {
  readonly step: number;
  readonly loss: number;
  /** Share of answers that are right; null where there are none. */
  readonly accuracy: number | null;
  /** The same of the batch that was learned from last; absent where nothing is held back, or no answers are asked for. */
  readonly learned?: number;
  /** Share of whole answers that are right where the model writes them by itself; absent where it does not, or was not looked at. */
  readonly written?: number;
}

/** Room for attention: a few hundred frames of a small model. */
export const BUDGET = 8 * 2 ** 20;

const bytesOf = ({ example }: Frame): number =>
  example.attention.reduce((sum, { values }) => sum + values.byteLength, example.picture?.values.byteLength ?? 0);

/**
 * How a run went: the loss of every step, what was held back, and frames of attention within a budget of memory. Where that is
 * used up, every second frame goes, and from then on half as many are wanted: what is kept is spread evenly over the run.
 */
export class History {
  readonly #budget: number;
  #losses = new Float32Array(256);
  #steps = 0;
  #evaluations: Evaluation[] = [];
  #frames: Frame[] = [];
  #bytes = 0;
  #interval: number;
  readonly #firstInterval: number;

  /** `interval` steps between frames, 5 unless given, and `budget` bytes, 8 MB unless given. */
  constructor({ budget = BUDGET, interval = 5 } = {}) {
    this.#budget = budget;
    this.#interval = this.#firstInterval = interval;
  }

  /** The loss of each step, from 0 on; NaN where it is not known. Not to be written to. */
  get losses(): Float32Array {
    return this.#losses.subarray(0, this.#steps);
  }

  get evaluations(): readonly Evaluation[] {
    return this.#evaluations;
  }

  get frames(): readonly Frame[] {
    return this.#frames;
  }

  /** Steps between frames. */
  get interval(): number {
    return this.#interval;
  }

  /** Bytes of the frames. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Whether a frame of this step is wanted. */
  wantsFrame(step: number): boolean {
    const newest = this.#frames.at(-1);
    return !newest || step >= newest.step + this.#interval;
  }

  addLoss(step: number, loss: number): void {
    if (step >= this.#losses.length) {
      const grown = new Float32Array(2 * (step + 1));
      grown.set(this.losses);
      this.#losses = grown;
    }
    // Steps that another run took.
    this.#losses.fill(NaN, this.#steps, Math.max(step, this.#steps));
    this.#losses[step] = loss;
    this.#steps = step + 1;
  }

  /** Adds an evaluation, in place of one of the same step. */
  addEvaluation(evaluation: Evaluation): void {
    this.#evaluations = [...this.#evaluations.filter(({ step }) => step !== evaluation.step), evaluation];
  }

  /** Adds a frame, in place of one of the same step. */
  addFrame(frame: Frame): void {
    this.#keep(({ step }) => step !== frame.step);
    // Frames of earlier steps come late where another example is looked at.
    const at = this.#frames.findLastIndex(({ step }) => step < frame.step) + 1;
    this.#frames.splice(at, 0, frame);
    this.#bytes += bytesOf(frame);
    // One frame is kept whatever it takes.
    while (this.#bytes > this.#budget && this.#frames.length > 1) this.#thin();
  }

  /** Forgets the frame of a step; all where none is given: another example is looked at. */
  dropFrames(step?: number): void {
    this.#keep((frame) => step !== undefined && frame.step !== step);
  }

  /** Forgets what was after a step: training goes on from there. */
  cut(step: number): void {
    this.#steps = Math.min(this.#steps, step);
    this.#evaluations = this.#evaluations.filter((one) => one.step <= step);
    this.#keep((frame) => frame.step <= step);
  }

  clear(): void {
    this.cut(-1);
    this.#steps = 0;
    this.#interval = this.#firstInterval;
  }

  /** Step and loss of every step, and what was held back where it was looked at. */
  toCSV(): string {
    return csvText(this.rows());
  }

  /** The same as a table, with the names of its columns. */
  rows(): (string | number)[][] {
    const at = new Map(this.#evaluations.map((one) => [one.step, one]));
    const own = ['held_back_loss', 'held_back_accuracy'];
    const others = [
      ['training_accuracy', 'learned'],
      ['held_back_written', 'written'],
    ] as const;
    const told = others.filter(([, name]) => this.#evaluations.some((one) => one[name] !== undefined));
    const names = ['step', 'loss', ...own, ...told.map(([name]) => name)];
    const rows: (string | number)[][] = [names];
    for (const [place, loss] of this.losses.entries()) {
      const step = place + 1;
      const evaluation = at.get(step);
      if (Number.isNaN(loss) && !evaluation) continue;
      const seen = told.map(([, name]) => evaluation?.[name] ?? '');
      rows.push([step, loss, evaluation?.loss ?? '', evaluation?.accuracy ?? '', ...seen]);
    }
    return rows;
  }

  #thin(): void {
    this.#interval *= 2;
    const { length } = this.#frames;
    // The first and, where they are many, the newest stay.
    this.#keep((_, at) => at % 2 === 0 || (length > 2 && at === length - 1));
  }

  #keep(isKept: (frame: Frame, at: number) => boolean): void {
    this.#frames = this.#frames.filter(isKept);
    this.#bytes = this.#frames.reduce((sum, frame) => sum + bytesOf(frame), 0);
  }
}
