import type { CellDetail, ErrorDetail, LoadDetail, PropertiesOf } from '@attn-elements/core/element';
import type { EngineName } from './engine/engine-names.js';
import type { trainerProperties } from './properties.js';
import type { Evaluation } from './trainer/history.js';
import type { Report } from './training/protocol.js';

/** Detail of `attn-step`. */
export interface StepDetail {
  /** Steps taken. */
  readonly step: number;
  readonly loss: number;
  /** Share of right answers among those held back, when that was last looked at; null where there are none. */
  readonly accuracy: number | null;
  readonly stepsPerSecond: number;
  readonly engine: EngineName;
}

/** Detail of `attn-done`. */
export type DoneDetail = Pick<StepDetail, 'step' | 'loss' | 'accuracy'>;

/** Detail of `attn-change`: the settings that a reader can change of a run, as far as they are set. */
export type TrainerChangeDetail = Partial<
  Omit<PropertiesOf<typeof trainerProperties>, 'src' | 'data' | 'heading' | 'ownData' | 'controls' | 'autoplay'>
>;

export interface TrainerEvents {
  'attn-load': LoadDetail;
  'attn-step': StepDetail;
  'attn-done': DoneDetail;
  'attn-change': TrainerChangeDetail;
  'attn-select': CellDetail;
  'attn-hover': CellDetail;
  'attn-error': ErrorDetail;
}

/** Tells the page what a run has come to. @param evaluation the last one; null before any */
export function fireRun(host: EventTarget, report: Report, evaluation: Evaluation | null): void {
  const { state, step, loss, losses, stepsPerSecond, engine } = report;
  const accuracy = evaluation?.accuracy ?? null;
  const fire = <Name extends keyof TrainerEvents>(name: Name, detail: TrainerEvents[Name]) =>
    host.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  // Another example, and a pause, are reported without a step.
  if (losses.length === 0) return;
  if (step > 0) fire('attn-step', { step, loss, accuracy, stepsPerSecond, engine });
  if (state === 'done') fire('attn-done', { step, loss, accuracy });
}
