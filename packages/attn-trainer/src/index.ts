export * from '@attn-elements/core/register';
export type { CellDetail } from '@attn-elements/core/element';
export { AttnTrainer } from './attn-trainer.js';
export type { DoneDetail, ErrorDetail, StepDetail } from './events.js';
