import { css, html, type TemplateResult } from 'lit';

/** Pointer and clicks of an interaction with a grid. */
interface Pointed {
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerLeave: (event: PointerEvent) => void;
  readonly onClick: (event: MouseEvent) => void;
}

/**
 * Plot of a figure: where a reader points at what is drawn, its canvases under its axes, its grid and its marks.
 * @param kind a class beside `plot`
 */
export function plotTemplate(cells: Pointed, content: unknown, kind = ''): TemplateResult {
  return html`<div
    class="plot ${kind}"
    part="plot"
    @pointermove=${cells.onPointerMove}
    @pointerleave=${cells.onPointerLeave}
    @click=${cells.onClick}
  >${content}</div>`;
}

// Whatever lies over a canvas is a layer of its own, mixed in again with every frame: axes lie under it, marks come and go.
export const plotStyles = css`
  .plot {
    position: relative;
    cursor: crosshair;
    touch-action: manipulation;
    -webkit-tap-highlight-color: transparent;
  }
  .plot canvas,
  .plot svg {
    position: absolute;
  }
  .plot svg {
    inset: 0;
    overflow: visible;
    pointer-events: none;
  }
  .axes {
    direction: ltr;
  }
  .axis-title {
    font-weight: 600;
  }
  .marks {
    display: none;
  }
  .marks.on,
  .cells:focus ~ .marks {
    display: block;
  }
`;
