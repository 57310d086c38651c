export * from '@attn-elements/core/register';
export type { CellDetail, ErrorDetail, LoadDetail } from '@attn-elements/core/element';
export { AttnTrainer } from './attn-trainer.js';
export type { TrainerChangeDetail, DoneDetail, StepDetail, TrainerEvents } from './events.js';
