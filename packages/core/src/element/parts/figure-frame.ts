import { html, nothing, type TemplateResult } from 'lit';
import { type CellStep, cellSteps } from '../reading/cell-steps.js';
import type { MatrixReading } from '../reading/matrix-reading.js';

/** The line below a plot that reads what is pointed at. */
export interface Readout {
  /** Text that is read; null while nothing is pointed at. */
  readonly spoken: string | null;
  /** Hint that stands there then, while a pointer or the focus is in the figure: how to read something. */
  readonly hint: string;
  /** Whether that is no hint but tells of what is shown, and stays. */
  readonly isTold?: boolean;
  /** Buttons, for fingers, of what keys do, and what is done with the key of one. */
  readonly steps?: readonly CellStep[];
  readonly press?: (key: string) => void;
  /** Content behind those. */
  readonly more?: unknown;
}

/** Numbers that a reader may list. */
export interface Listing {
  readonly reading: MatrixReading;
  /** Names of a row and of a column. */
  readonly rows: string;
  readonly columns: string;
  /** Above and below the table, while it is open. */
  readonly above?: unknown;
  readonly below?: unknown;
}

/** Content of a frame, from top to bottom; what is absent takes no room. */
export interface FigureContent {
  /** In the place of a heading, where there is none. */
  readonly lead?: unknown;
  /** Buttons and choosers beside the menu. */
  readonly tools?: unknown;
  /** Above the plot: controls of what is drawn. */
  readonly controls?: unknown;
  readonly plot: unknown;
  /** Choice of a reader, which a screen reader says, once; null while there is none. What a pointer passes over is not said. */
  readonly aloud?: string | null;
  /** null where nothing is read cell by cell. */
  readonly readout: Readout | null;
  readonly legend?: unknown;
  /** Below the legend: what is made of what is shown. */
  readonly below?: unknown;
  /** null where there are no numbers yet. */
  readonly listing: Listing | null;
}

/** Texts of the frame of every figure. */
export interface FrameTexts {
  readonly heading: string | null;
  /** The figure in a sentence or two, for those who do not see it. */
  readonly summary: string;
  /** Suppositions made when the data were read; null where there were none. */
  readonly remarks: string | null;
}

/** Heading, buttons and menu, summary, controls, plot, the line that reads it, legend, what is made of it, and table: the order of every figure. */
export function figureFrame(
  {
    lead = nothing,
    tools = nothing,
    controls = nothing,
    plot,
    aloud,
    readout,
    legend = nothing,
    below = nothing,
  }: FigureContent,
  { heading, summary, remarks }: FrameTexts,
  menu: unknown,
  table: unknown,
): TemplateResult {
  return html`<div class="head" ?data-figure-skip=${!heading}>
      ${heading ? html`<div class="heading" part="heading">${heading}</div>` : lead}
      <div class="toolbar" part="toolbar" data-figure-skip>${tools} ${menu}</div>
    </div>
    <p id="summary" class="visually-hidden" data-figure-skip>${summary}</p>
    ${aloud === undefined ? nothing : html`<p class="visually-hidden" aria-live="polite" data-figure-skip>${aloud}</p>`}
    ${controls} ${plot} ${readout && readoutTemplate(readout)} ${legend} ${below}
    ${remarks ? html`<p class="remarks" part="legend">${remarks}</p>` : nothing} ${table}`;
}

/** The line that reads what is pointed at in one of the plots of a figure. */
export function readoutTemplate({
  spoken,
  hint,
  isTold = false,
  steps = [],
  press,
  more = nothing,
}: Readout): TemplateResult {
  return html`<div class="reading" data-figure-skip>
    <output aria-live="off" class="readout ${spoken ? 'value' : isTold ? '' : 'hint'}" part="readout">${spoken ?? hint}</output>
    ${press ? cellSteps(steps, press) : nothing} ${more}
  </div>`;
}
