import { css, svg, type SVGTemplateResult } from 'lit';
import { type Box, grown } from './box.js';

/** Pixels between a box and the line around it. */
const AWAY = 1;

/**
 * Mark around a cell: a line, on a wider one that sets it off from any colour.
 * @param kind what it marks, as a class: the cell of the keyboard is `cursor`, which is seen while the grid has the focus
 * @param isSaved whether a saved figure has it, too
 */
export function markBox(kind: string, box: Box, { away = AWAY, isSaved = true } = {}): SVGTemplateResult[] {
  const { x, y, width, height } = grown(box, away);
  const line = (name: string) =>
    svg`<rect class="mark ${name}" ?data-figure-skip=${!isSaved} x=${x} y=${y} width=${width} height=${height}></rect>`;
  return [line(`${kind} halo`), line(kind)];
}

// Of rectangles alone: the special colours of a legend are marks, too.
export const markStyles = css`
  rect.mark {
    fill: none;
    stroke: var(--_accent);
    stroke-width: 2px;
  }
  rect.mark.halo {
    stroke: light-dark(#fff, #000);
    stroke-width: 4px;
  }
  rect.mark.cursor {
    visibility: hidden;
  }
  .cells:focus ~ * rect.mark.cursor {
    visibility: visible;
  }
  rect.mark.cursor:not(.halo) {
    stroke-dasharray: 4 2;
  }
`;
