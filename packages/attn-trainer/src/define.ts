import { defineElement } from '@attn-elements/core/element';
import { AttnTrainer } from './attn-trainer.js';

defineElement('attn-trainer', AttnTrainer);

export * from './index.js';

declare global {
  interface HTMLElementTagNameMap {
    'attn-trainer': AttnTrainer;
  }
}
