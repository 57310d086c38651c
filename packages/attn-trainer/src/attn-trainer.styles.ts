import { css } from 'lit';

export const styles = css`
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    min-height: 32px;
  }
  .bar button {
    border-color: var(--_line);
  }
  .train {
    font-weight: 600;
    min-width: 6em;
  }
  .said {
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
    min-height: 2.8em;
  }
  .settings {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 12px;
    margin-block: 4px;
  }
  label {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    min-height: 28px;
  }
  input,
  select {
    box-sizing: border-box;
    min-height: 28px;
    font: inherit;
    color: inherit;
    background: transparent;
    border: 1px solid var(--_line);
    border-radius: 6px;
    padding: 2px 6px;
  }
  select option {
    color: CanvasText;
    background: Canvas;
  }
  input[type='number'] {
    width: 6em;
  }
  input[type='range'] {
    flex: 1 1 12em;
    padding: 0;
    accent-color: var(--_accent);
  }
  .charts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 15em), 1fr));
    gap: 4px 16px;
  }
  .chart svg {
    display: block;
    width: 100%;
    height: 132px;
    overflow: visible;
  }
  .chart path.line {
    fill: none;
    stroke: var(--_accent);
    stroke-width: 1.5;
  }
  .chart .axis {
    color: var(--_muted);
    font: 11px/1 var(--attn-font, system-ui, sans-serif);
  }
  .chart-name,
  .map-name {
    color: var(--_muted);
    font-size: 12px;
  }
  .heads {
    position: relative;
    max-width: 100%;
  }
  .heads canvas,
  .tokens {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    overflow: visible;
  }
  canvas {
    display: block;
    max-width: 100%;
    image-rendering: pixelated;
  }
  .example {
    border-collapse: collapse;
    margin-block: 4px;
    max-width: 100%;
    overflow-x: auto;
    display: block;
  }
  .example th {
    text-align: start;
    font-weight: 400;
    color: var(--_muted);
    padding-inline-end: 12px;
  }
  .example td {
    padding: 1px 4px;
    text-align: center;
  }
  .wrong {
    text-decoration: underline wavy;
    color: var(--_over);
  }
  .menu-list input {
    display: none;
  }
  @media (pointer: coarse) {
    input,
    select {
      min-height: 40px;
    }
  }
  @media print {
    .bar,
    .settings,
    .replay {
      display: none;
    }
  }
`;
