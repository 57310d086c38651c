import { cellBox, markBox, type MatrixCell, matrixFrame } from '@attn-elements/core/element';
import { html, type TemplateResult } from 'lit';
import type { TrainerLayout } from './layout.js';

/** A cell that is pointed at, pinned or under the keyboard's cursor. */
export interface TrainerMark {
  readonly kind: 'pinned' | 'hovered' | 'cursor';
  readonly spot: MatrixCell;
}

/** The canvas of all heads, with their names, and the tokens at their edges; on the page at least `reserved` pixels high. */
export function headsTemplate(layout: TrainerLayout, marks: readonly TrainerMark[], reserved: number): TemplateResult {
  const { tiles, picture } = layout;
  return html`<div class="heads" .style=${`height:${layout.height}px;min-height:${reserved}px`}>
    <svg class="tokens" aria-hidden="true" height=${layout.height}>
      ${[...(picture ? [picture] : []), ...tiles].map((tile) => matrixFrame(tile, layout, layout.titleRise))}
    </svg>
    <canvas class="grid" part="canvas" aria-hidden="true" .style=${`height:${layout.height}px`}></canvas>
    <svg class="marks" aria-hidden="true" data-figure-skip height=${layout.height}>
      ${marks.map(({ kind, spot }) => markBox(kind, cellBox(tiles[spot.panel], layout, spot)))}
    </svg>
  </div>`;
}
