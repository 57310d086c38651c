import { tokenAxis } from '@attn-elements/core/element';
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Layout } from './layout.js';
import type { AttentionMap } from './lessons/lesson.js';

/** The canvas of all heads, with the tokens at its edges. */
export function gridTemplate({ shape }: AttentionMap, layout: Layout, name: string): TemplateResult {
  const [layers, heads, rows] = shape;
  const { width, height, cell, places, rowLabels, columnLabels } = layout;
  const firsts = places.filter((_, at) => at % heads === 0);
  const lasts = places.slice((layers - 1) * heads);
  return html`<div class="heads" .style=${`width:${width}px;height:${height}px`}>
    <canvas class="grid" part="canvas" role="img" aria-label=${name}></canvas>
    <svg class="tokens" aria-hidden="true">
      ${rowLabels ? firsts.map(({ x, y }) => tokenAxis('left', rowLabels, x, y, cell)) : nothing}
      ${columnLabels ? lasts.map(({ x, y }) => svg`${tokenAxis('bottom', columnLabels, y + cell * rows, x, cell)}`) : nothing}
    </svg>
  </div>`;
}
