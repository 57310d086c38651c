import { settingsInForce } from './settings-table.js';
import type { EngineName } from './engine/engine-names.js';
import type { OpenedEvents } from './files/open-events.js';
import type { RecordedRun } from './recorded/recorded-run.js';
import { type Evaluation, type Frame, History } from './trainer/history.js';
import type { Fault, InForce, Opened, Report, RunState } from './training/protocol.js';

/** Stage of a trainer: nothing was asked for yet; it is being fetched; it is there. */
export type TrainerStage = 'idle' | 'opening' | RunState;

/** Setting that was refused. */
export interface Refusal {
  /** Text of the field, as it was to be. */
  readonly value: string;
  readonly fault: Fault;
}

/** State of a run on the page. */
export class RunModel {
  readonly history: History;
  stage: TrainerStage = 'idle';
  opened: Opened | null = null;
  fault: Fault | null = null;
  /** Settings in force; null without a run. */
  inForce: InForce | null = null;
  /** Settings that were refused, the run being as it was: by name, with what they were to be. */
  readonly refusals = new Map<string, Refusal>();
  step = 0;
  /** Learning rate of the next step. */
  rate = NaN;
  loss = NaN;
  stepsPerSecond = 0;
  examplesPerSecond = 0;
  /** The step that it went on from when the graphics device was lost; null where it never was. */
  resumedAt: number | null = null;
  engine: EngineName | null = null;
  /** Counts what became of the history: as long as it is the same, so are the curves. */
  changes = 0;
  /** An event file that is looked at beside the run. */
  events: OpenedEvents | null = null;
  /** The recorded run that is shown, as none was asked for; null where none is. */
  recorded: RecordedRun | null = null;
  /** The step that is looked at; null is the newest. */
  chosen: number | null = null;

  /** The largest weight of all frames that were seen, by the name of the map: one scale for all steps. */
  readonly largest = new Map<string, number>();

  /** @param historyBytes room for frames; that of a history unless given */
  constructor(historyBytes?: number) {
    this.history = new History({ interval: 1, budget: historyBytes });
  }

  /** Steps of the whole run. */
  get steps(): number {
    return this.inForce?.steps ?? 0;
  }

  /** Settings and state, as a saved figure states them. */
  get metadata(): Readonly<Record<string, unknown>> {
    const { opened, inForce, engine, frame } = this;
    return { ...(opened && inForce && settingsInForce(inForce, opened.uses)), engine, step: frame?.step };
  }

  get evaluation(): Evaluation | null {
    return this.history.evaluations.at(-1) ?? null;
  }

  get frame(): Frame | null {
    const { frames } = this.history;
    const { chosen } = this;
    if (chosen === null) return frames.at(-1) ?? null;
    // Of a step without a frame, that of the nearest step before.
    return frames.findLast(({ step }) => step <= chosen) ?? frames[0] ?? null;
  }

  /** Takes over what a run reports; what it went back from is forgotten. */
  apply(report: Report): void {
    const { from, losses, evaluations, frames, state, step, isAnew, isRetold } = report;
    this.changes++;
    if (report.resumed) this.resumedAt = step;
    if (isAnew) this.#forget();
    else if (isRetold) {
      this.history.dropFrames();
      this.largest.clear();
    }
    if (!isAnew && from < this.history.losses.length) this.history.cut(from);
    for (const [i, loss] of losses.entries()) this.history.addLoss(from + i, loss);
    for (const evaluation of evaluations) this.history.addEvaluation(evaluation);
    for (const frame of frames) this.#add(frame);
    this.stage = state;
    if (state !== 'failed') this.fault = null;
    const { inForce, rate, loss, stepsPerSecond, examplesPerSecond, engine } = report;
    Object.assign(this, { step, inForce, rate, loss, stepsPerSecond, examplesPerSecond, engine });
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
    this.refusals.clear();
    this.stage = opened ? 'paused' : 'idle';
    this.fault = null;
    const inForce = opened?.inForce ?? null;
    const rate = inForce?.settings.learningRate ?? NaN;
    Object.assign(this, { step: 0, loss: NaN, inForce, rate, engine: opened?.engine ?? null });
  }

  /** Shows a recorded run until one is asked for. */
  show(run: RecordedRun, frames: readonly Frame[]): void {
    this.#forget();
    this.recorded = run;
    for (const frame of frames) this.#add(frame);
  }

  /** The run goes on from a file, whose history was reported. */
  reopen(opened: Opened): void {
    this.opened = opened;
    this.inForce = opened.inForce;
    this.refusals.clear();
  }

  /** A setting is in force. */
  take(name: string, inForce: InForce): void {
    this.inForce = inForce;
    this.refusals.delete(name);
  }

  /** A setting is refused: the run goes on as it was. */
  refuse(name: string, fault: Fault): void {
    this.refusals.set(name, { value: String(fault.details.value ?? ''), fault });
  }

  fail(fault: Fault): void {
    this.stage = 'failed';
    this.fault = fault;
  }

  #add(frame: Frame): void {
    this.history.addFrame(frame);
    for (const { name, values } of frame.example.attention) {
      const largest = values.reduce((most, one) => (one > most ? one : most), this.largest.get(name) ?? 0);
      this.largest.set(name, largest);
    }
  }

  #forget(): void {
    this.changes++;
    this.history.clear();
    this.largest.clear();
    this.chosen = null;
    this.recorded = null;
  }
}
