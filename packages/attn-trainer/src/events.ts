import type { CellDetail, ErrorDetail, LoadDetail } from '@attn-elements/core/element';
import type { EngineName } from './engine/engine.js';
import type { RunOptions } from './training/protocol.js';

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

/** Of `attn-change`: of the run's options those that are set. */
export type ChangeDetail = Partial<Omit<RunOptions, 'data'>>;

export interface TrainerEvents {
  'attn-load': LoadDetail;
  'attn-step': StepDetail;
  'attn-done': DoneDetail;
  'attn-change': ChangeDetail;
  'attn-select': CellDetail;
  'attn-hover': CellDetail;
  'attn-error': ErrorDetail;
}
