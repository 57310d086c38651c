export { AttnTrainer } from './attn-trainer.js';
