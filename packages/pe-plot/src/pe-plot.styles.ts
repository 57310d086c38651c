import {
  guideStyles,
  inkStyles,
  legendStyles,
  markStyles,
  plotStyles,
  readingStyles,
} from '@attn-elements/core/element';
import { css } from 'lit';

export const pePlotStyles = [
  legendStyles,
  readingStyles,
  plotStyles,
  markStyles,
  inkStyles,
  guideStyles,
  css`
  .plot {
    direction: ltr;
  }
  .plot canvas,
  .plot svg {
    inset: 0;
    width: 100%;
    height: 100%;
  }
  .plot canvas.matrices {
    image-rendering: pixelated;
  }
  .cells:focus-visible ~ svg.axes .frame-line {
    stroke: var(--_accent);
  }
  .frame-line {
    fill: none;
    stroke: var(--_line);
  }
  .axis .domain {
    stroke: none;
    fill: none;
  }
  .axis text,
  .beyond-text {
    font-size: calc(11 * var(--attn-px));
    fill: var(--_muted);
    font-variant-numeric: tabular-nums;
  }
  .beyond {
    fill: var(--_wash);
  }
  .trained {
    stroke: var(--_muted);
    stroke-dasharray: 4 3;
  }
  .edges .seam {
    fill: none;
    stroke: light-dark(#fff, #000);
  }
  .edges .halo {
    stroke: #000;
    stroke-opacity: 0.6;
    stroke-width: 3px;
  }
  .edges .edge {
    stroke: #fff;
    stroke-width: 1.5px;
    stroke-dasharray: 5 3;
  }
  .rim {
    fill: none;
    stroke: var(--_line);
  }
  .hand {
    fill: none;
    stroke-width: 2px;
    stroke-linecap: round;
  }
  .hand.query {
    stroke: var(--_query);
  }
  .hand.key {
    stroke: var(--_key);
  }
  .angle {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5px;
  }
  .angle-text {
    font-size: calc(11 * var(--attn-px));
    font-variant-numeric: tabular-nums;
  }
  :host {
    --_query: light-dark(#1d4fd8, #8cb4ff);
    --_key: light-dark(#b4430b, #ffb27a);
  }
  .legend.lines {
    gap: 2px 14px;
  }
  .legend .swatch-query line {
    stroke: var(--_query);
  }
  .legend .swatch-key line {
    stroke: var(--_key);
  }
  .notes {
    margin-block: 6px 0;
    color: var(--_muted);
    font-size: calc(13 * var(--attn-px));
  }
  .notes p {
    margin: 0;
  }
  .number {
    display: grid;
    flex: 0 1 150px;
    gap: 2px;
    min-width: 120px;
  }
  .live .number label {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 6px;
  }
  .live .number input[type='number'] {
    width: 5.5em;
  }
  .live .number input[type='range'] {
    width: 100%;
    height: 24px;
  }
  @media (pointer: coarse) {
    .readout {
      white-space: normal;
    }
    .live .number input[type='range'] {
      height: 40px;
    }
  }
`,
];
