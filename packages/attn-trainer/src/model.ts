import type { EngineName } from './engine/engine.js';
import { type Evaluation, type Frame, History } from './trainer/history.js';
import type { Fault, Opened, Report, RunState } from './training/protocol.js';

/** Stage of a trainer: nothing was asked for yet; it is being fetched; it is there. */
export type TrainerStage = 'idle' | 'opening' | RunState;

/** State of a run on the page. */
export class RunModel {
  readonly history = new History({ interval: 1 });
  stage: TrainerStage = 'idle';
  opened: Opened | null = null;
  fault: Fault | null = null;
  step = 0;
  steps = 0;
  loss = NaN;
  stepsPerSecond = 0;
  examplesPerSecond = 0;
  /** The step that it went on from when the graphics device was lost; null where it never was. */
  resumedAt: number | null = null;
  engine: EngineName | null = null;
  /** Counts what became of the history: as long as it is the same, so are the curves. */
  changes = 0;
  /** The frame that is looked at; null is the newest. */
  chosen: number | null = null;

  get evaluation(): Evaluation | null {
    return this.history.evaluations.at(-1) ?? null;
  }

  get frame(): Frame | null {
    const { frames } = this.history;
    return frames[this.chosen ?? frames.length - 1] ?? null;
  }

  /** Takes over what a run reports; what it went back from is forgotten. */
  apply(report: Report): void {
    const { from, losses, evaluations, frames, state, step, isAnew } = report;
    this.changes++;
    if (report.resumed) this.resumedAt = step;
    if (isAnew) this.#forget();
    else if (from < this.history.losses.length) this.history.cut(from);
    for (const [i, loss] of losses.entries()) this.history.addLoss(from + i, loss);
    for (const evaluation of evaluations) this.history.addEvaluation(evaluation);
    for (const frame of frames) this.history.addFrame(frame);
    this.stage = state;
    if (state !== 'failed') this.fault = null;
    const { steps, loss, stepsPerSecond, examplesPerSecond, engine } = report;
    Object.assign(this, { step, steps, loss, stepsPerSecond, examplesPerSecond, engine });
  }

  /** Another run is on its way; what the last one came to stays until it is there. */
  wait(): void {
    this.stage = 'opening';
    this.fault = null;
    this.resumedAt = null;
  }

  /** A new run, or none: whatever was, is forgotten. */
  begin(opened: Opened | null): void {
    this.#forget();
    this.opened = opened;
    this.stage = opened ? 'paused' : 'idle';
    this.fault = null;
    Object.assign(this, { step: 0, loss: NaN, steps: opened?.steps ?? 0, engine: opened?.engine ?? null });
  }

  fail(fault: Fault): void {
    this.stage = 'failed';
    this.fault = fault;
  }

  #forget(): void {
    this.changes++;
    this.history.clear();
    this.chosen = null;
  }
}
