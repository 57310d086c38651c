import { tokenAxis } from '@attn-elements/core/element';
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { type Layout, type Spot, spotBox, type Tile } from './layout.js';

/** A cell that is pointed at, pinned or under the keyboard's cursor. */
export interface Mark {
  readonly kind: 'pinned' | 'hovered' | 'cursor';
  readonly spot: Spot;
}

/** The canvas of all heads, with their names, and the tokens at their edges; on the page at least `reserved` pixels high. */
export function headsTemplate(layout: Layout, marks: readonly Mark[], reserved: number): TemplateResult {
  const { tiles, picture } = layout;
  return html`<div class="heads" .style=${`height:${layout.height}px;min-height:${reserved}px`}>
    <svg class="tokens" aria-hidden="true" height=${layout.height}>
      ${[...(picture ? [picture] : []), ...tiles].map((tile) => around(tile, layout))}
    </svg>
    <canvas class="grid" part="canvas" aria-hidden="true" .style=${`height:${layout.height}px`}></canvas>
    <svg class="marks" aria-hidden="true" data-figure-skip height=${layout.height}>
      ${marks.map(({ kind, spot }) => [markOf(`${kind} halo`, layout, spot), markOf(kind, layout, spot)])}
    </svg>
  </div>`;
}

function around(
  { x, y, width, height, title, rowLabels, columnLabels }: Tile,
  { rows, columns, titleRise }: Layout,
): SVGTemplateResult {
  return svg`<rect class="tile" x=${x - 0.5} y=${y - 0.5} width=${width + 1} height=${height + 1}></rect>
    ${title ? svg`<text class="title" x=${x + width / 2} y=${y - titleRise} text-anchor="middle">${title}</text>` : nothing}
    ${rowLabels ? tokenAxis('left', rowLabels, x, y, height / rows) : nothing}
    ${columnLabels ? tokenAxis('bottom', columnLabels, y + height, x, width / columns) : nothing}`;
}

function markOf(kind: string, layout: Layout, spot: Spot): SVGTemplateResult {
  const { x, y, width, height } = spotBox(layout, spot);
  return svg`<rect class="mark ${kind}" x=${x - 1} y=${y - 1} width=${width + 2} height=${height + 2}></rect>`;
}
