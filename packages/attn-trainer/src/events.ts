import type { EngineName } from './engine/engine.js';

/** Of `attn-step`. */
export interface StepDetail {
  /** Steps taken. */
  readonly step: number;
  readonly loss: number;
  /** Share of right answers among those held back, when that was last looked at; null where there are none. */
  readonly accuracy: number | null;
  readonly stepsPerSecond: number;
  readonly engine: EngineName;
}

/** Of `attn-done`. */
export type DoneDetail = Pick<StepDetail, 'step' | 'loss' | 'accuracy'>;

/** Of `attn-error`. */
export interface ErrorDetail {
  readonly code: string;
  readonly message: string;
}

export interface TrainerEvents {
  'attn-step': StepDetail;
  'attn-done': DoneDetail;
  'attn-error': ErrorDetail;
}
