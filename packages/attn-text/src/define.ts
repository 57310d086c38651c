import { defineElement } from '@attn-elements/core/element';
import { AttnText } from './attn-text.js';

defineElement('attn-text', AttnText);

export * from './index.js';

declare global {
  interface HTMLElementTagNameMap {
    'attn-text': AttnText;
  }
}
