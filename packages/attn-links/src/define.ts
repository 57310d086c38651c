import { defineElement } from '@attn-elements/core/element';
import { AttnLinks } from './attn-links.js';

defineElement('attn-links', AttnLinks);

export * from './index.js';

declare global {
  interface HTMLElementTagNameMap {
    'attn-links': AttnLinks;
  }
}
