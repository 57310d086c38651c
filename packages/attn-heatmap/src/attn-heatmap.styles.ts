import { css } from 'lit';

export const heatmapStyles = css`
  .plot {
    position: relative;
    cursor: crosshair;
    touch-action: manipulation;
    -webkit-tap-highlight-color: transparent;
  }
  .plot.heads {
    cursor: pointer;
  }
  .plot canvas {
    position: absolute;
    image-rendering: pixelated;
  }
  .plot svg {
    position: absolute;
    inset: 0;
    overflow: visible;
    pointer-events: none;
  }
  /* What lies over a canvas is a layer of its own, mixed in again with every frame: axes lie under it, marks come and go. */
  .axes {
    direction: ltr;
  }
  .marks {
    display: none;
  }
  .marks.on,
  .cells:focus ~ .marks {
    display: block;
  }
  .where {
    padding-inline: 4px;
    font-variant-numeric: tabular-nums;
  }
`;
