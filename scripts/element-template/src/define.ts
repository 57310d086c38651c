import { defineElement } from '@attn-elements/core/element';
import { AttnNew } from './attn-new.js';

defineElement('attn-new', AttnNew);

export * from './index.js';

declare global {
  interface HTMLElementTagNameMap {
    'attn-new': AttnNew;
  }
}
