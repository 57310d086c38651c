import { defineElement } from '@attn-elements/core/element';
import { AttnModel } from './attn-model.js';

defineElement('attn-model', AttnModel);

export * from './index.js';

declare global {
  interface HTMLElementTagNameMap {
    'attn-model': AttnModel;
  }
}
