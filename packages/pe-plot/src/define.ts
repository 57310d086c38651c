import { defineElement } from '@attn-elements/core/element';
import { PePlot } from './pe-plot.js';

defineElement('pe-plot', PePlot);

export * from './index.js';

declare global {
  interface HTMLElementTagNameMap {
    'pe-plot': PePlot;
  }
}
