import { css } from 'lit';

export const styles = css`
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
  .tile {
    fill: none;
    stroke: var(--_line);
  }
  .title {
    font-size: 12px;
  }
  .axis-title {
    font-weight: 600;
    font-size: 12px;
  }
  .mark {
    fill: none;
    stroke: var(--_accent);
    stroke-width: 2px;
  }
  .mark.halo {
    stroke: light-dark(#fff, #000);
    stroke-width: 4px;
  }
  .mark.cursor {
    visibility: hidden;
  }
  .cells:focus ~ svg .mark.cursor {
    visibility: visible;
  }
  .mark.cursor:not(.halo) {
    stroke-dasharray: 4 2;
  }
  .where {
    padding-inline: 4px;
    font-variant-numeric: tabular-nums;
  }
`;
