export { AttnTrainer } from './attn-trainer.js';
export type { DoneDetail, ErrorDetail, StepDetail } from './events.js';
