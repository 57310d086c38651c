export * from '@attn-elements/core/register';
export type { CellDetail, ErrorDetail, LoadDetail } from '@attn-elements/core/element';
export { AttnTrainer } from './attn-trainer.js';
export type { TrainerChangeDetail, DoneDetail, StepDetail, TrainerEvents } from './events.js';
export type { SeenTensor } from './inside/questions.js';
export type { TensorInfo, TensorKind } from './inside/tensor-list.js';
export type { InsideView } from './inside/views.js';
