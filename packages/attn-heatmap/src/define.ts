import { defineElement } from '@attn-elements/core/element';
import { AttnHeatmap } from './attn-heatmap.js';

defineElement('attn-heatmap', AttnHeatmap);

export * from './index.js';

declare global {
  interface HTMLElementTagNameMap {
    'attn-heatmap': AttnHeatmap;
  }
}
