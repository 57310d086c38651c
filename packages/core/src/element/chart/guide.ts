import { css, nothing, svg, type SVGTemplateResult } from 'lit';

/** Value of a line at the place that is read. */
export interface GuideDot {
  readonly y: number;
  /** Whether it is not the one that is pointed at. */
  readonly isFaint?: boolean;
}

/** Radius of the dot on a line, in pixels. */
const DOT = 3.5;

/** Hairline over a chart at the place that is read, and a dot on each of the lines whose value is read there. */
export const guideTemplate = (
  x: number,
  [top, bottom]: readonly [number, number],
  dots: readonly (GuideDot | null)[],
): SVGTemplateResult =>
  svg`<line class="guide" x1=${x} x2=${x} y1=${top} y2=${bottom}></line>
    ${dots.map((dot) => (dot ? svg`<circle class=${dot.isFaint ? 'dot faint' : 'dot'} cx=${x} cy=${dot.y} r=${DOT}></circle>` : nothing))}`;

export const guideStyles = css`
  .guide {
    stroke: var(--_accent);
    stroke-opacity: 0.7;
  }
  .dot {
    fill: var(--_accent);
    stroke: light-dark(#fff, #000);
  }
  .dot.faint {
    fill-opacity: 0.55;
  }
`;
