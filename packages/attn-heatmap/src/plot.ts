import { cellGrid, type GridInteraction, plotTemplate } from '@attn-elements/core/element';
import { html, nothing, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { HeatmapSpot } from './layout.js';
import { type HeatmapMark, heatmapMarksTemplate } from './view.js';
import type { HeatmapView } from './view-model.js';

/** Inputs of the plot of matrices: what they show, and what a reader does there. */
export interface HeatmapPlot {
  readonly view: Pick<HeatmapView, 'composition' | 'layout' | 'reading'> & Partial<Pick<HeatmapView, 'heads'>>;
  readonly cells: GridInteraction<HeatmapSpot>;
  readonly marks: readonly HeatmapMark[];
  /** Axes, titles and frames. */
  readonly frame: SVGTemplateResult;
  /** Numbers in the cells. */
  readonly numbers?: SVGTemplateResult | null;
  /** How keys move in it. */
  readonly help: string;
  /** Beginning of the ids of its cells, where a figure has several plots. */
  readonly name?: string;
}

/** Plot of matrices: axes, canvas, the cells as an ARIA grid, marks. */
export function matricesTemplate({ view, cells, marks, frame, numbers, help, name }: HeatmapPlot): TemplateResult {
  const { composition, layout, reading } = view;
  const isMarked = cells.spot !== null || marks.some(({ kind }) => kind === 'linked');
  const content = html`<svg class="axes" part="axes" aria-hidden="true" width=${layout.width} height=${layout.height}>${frame}</svg>
    <canvas part="canvas" aria-hidden="true" ?hidden=${view.heads}></canvas>
    ${numbers ? html`<svg class="numbers" aria-hidden="true" width=${layout.width} height=${layout.height}>${numbers}</svg>` : nothing}
    ${cellGrid(reading, cells.cursor, help, cells.onKey, name)}
    <svg class="marks ${isMarked ? 'on' : ''}" aria-hidden="true" data-figure-skip width=${layout.width} height=${layout.height}>
      ${heatmapMarksTemplate(layout, composition, marks)}
    </svg>`;
  return plotTemplate(cells, content, composition.panels.length > 1 ? 'heads' : '');
}
