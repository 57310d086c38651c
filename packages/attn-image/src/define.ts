import { defineElement } from '@attn-elements/core/element';
import { AttnImage } from './attn-image.js';

defineElement('attn-image', AttnImage);

export * from './index.js';

declare global {
  interface HTMLElementTagNameMap {
    'attn-image': AttnImage;
  }
}
