import { css } from 'lit';

export const trainerFigureStyles = css`
  .settings {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 12px;
    min-width: 0;
    margin: 0;
    margin-block: 4px;
    padding: 0;
    border: 0;
    font-size: calc(13 * var(--attn-px));
  }
  .line.settings {
    align-items: end;
  }
  .settings label {
    display: grid;
    gap: 2px;
  }
  .settings label span {
    color: var(--_muted);
  }
  .settings > div {
    min-width: 0;
  }
  .fault,
  .settings .hint {
    display: block;
    max-width: 24em;
    font-size: calc(13 * var(--attn-px));
  }
  .fault {
    color: var(--_over);
  }
  .settings .hint {
    color: var(--_muted);
  }
  [aria-invalid='true'] {
    border-color: var(--_over);
  }
  input[type='number'] {
    width: 6em;
  }
  .own,
  .own label {
    flex: 1 1 16em;
    min-width: 0;
  }
  .own input {
    flex: 1 1 8em;
  }
  .pad summary {
    display: list-item;
    width: fit-content;
    padding: 4px 0;
    list-style: inside disclosure-closed;
    text-align: start;
  }
  .pad[open] summary {
    list-style-type: disclosure-open;
  }
  .pad canvas {
    outline: 1px solid var(--_line);
    background: #000;
    border-radius: 6px;
    cursor: crosshair;
    touch-action: none;
  }
  .pad input[type='file'] {
    display: none;
  }
  [aria-pressed='true'] {
    background: var(--_wash);
  }
  .pad .line [aria-pressed='true'],
  .inside [aria-pressed='true'] {
    border-color: var(--_accent);
  }
  .notes {
    margin: 0;
    margin-block: 4px;
    color: var(--_muted);
    font-size: calc(13 * var(--attn-px));
  }
  .charts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 15em), 1fr));
    gap: 4px 16px;
  }
  .chart .lined {
    display: block;
    width: 100%;
    height: 9.5em;
    overflow: visible;
    direction: ltr;
  }
  path.curve,
  path.beside,
  path.run {
    fill: none;
    stroke: var(--_run, var(--_accent));
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  path.beside {
    stroke: currentColor;
    stroke-dasharray: 4 3;
  }
  path.raw {
    stroke-width: 1;
    stroke-opacity: 0.3;
  }
  .ends text {
    fill: var(--_run, var(--_accent));
  }
  .marked {
    fill: none;
    stroke: var(--_muted);
  }
  .lined {
    cursor: crosshair;
  }
  .lined:focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .lined.chosen {
    cursor: ew-resize;
    touch-action: pan-y;
  }
  .chart .axis {
    color: var(--_muted);
  }
  .chart-name,
  .map-name {
    color: var(--_muted);
    font-size: calc(13 * var(--attn-px));
    font-variant-numeric: tabular-nums;
  }
  .chart-name {
    display: flex;
    flex-wrap: wrap;
    gap: 0 10px;
    margin-block-end: 4px;
  }
  .of-line {
    white-space: nowrap;
  }
  .sample {
    width: 20px;
    height: 8px;
    margin-inline-end: 4px;
    overflow: visible;
  }
  .value {
    display: inline-block;
    min-width: 3.6em;
    color: var(--_text, inherit);
  }
  .runs {
    display: grid;
    gap: 12px 16px;
  }
  .runs section {
    min-width: 0;
  }
  .run-name {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .run-said {
    min-height: 2.8em;
    margin-block-end: 4px;
    color: var(--_muted);
    font-size: calc(13 * var(--attn-px));
    font-variant-numeric: tabular-nums;
  }
  .run-said.fault {
    color: var(--_over);
  }
  .runs .readout {
    min-height: 2.8em;
  }
  .run-1 {
    --_run: light-dark(#1d4fd8, #8cb4ff);
  }
  .run-2 {
    --_run: light-dark(#047857, #4ade80);
  }
  .run-3 {
    --_run: light-dark(#a21caf, #f0abfc);
  }
  .run-4 {
    --_run: light-dark(#92610a, #facc15);
  }
  .run-5 {
    --_run: light-dark(#0e7490, #67e8f9);
  }
  .run-6 {
    --_run: light-dark(#be123c, #fda4af);
  }
  .run-7 {
    --_run: light-dark(#4b5563, #d1d5db);
  }
  .replay {
    flex: 1 1 16em;
    padding: 0;
    accent-color: var(--_accent);
  }
  .heads {
    position: relative;
    direction: ltr;
  }
  .heads canvas,
  .heads > svg {
    position: absolute;
    inset: 0 auto auto 0;
    width: 100%;
    overflow: visible;
  }
  .heads > svg {
    pointer-events: none;
  }
  .heads canvas {
    image-rendering: pixelated;
  }
  .document {
    display: grid;
    gap: 4px;
    max-width: 60em;
  }
  .document p {
    margin: 0;
    padding-inline-start: 3.6em;
    text-indent: -3.6em;
    line-height: 1.75;
  }
  .document .word {
    padding: 2px 3px;
    text-indent: 0;
    cursor: crosshair;
  }
  .document .whole {
    display: inline-block;
    box-sizing: border-box;
    min-width: 3em;
    /* As high under any line: what is below does not move while weights change. */
    padding-block-end: calc(6px - var(--u, 0px));
    margin-inline-end: 0.6em;
    text-align: end;
    font-size: calc(13 * var(--attn-px));
    line-height: 1.4;
    font-variant-numeric: tabular-nums;
  }
  .document .hovered,
  .document .pinned,
  .cells:focus ~ .document .cursor {
    outline: 2px solid var(--_accent);
  }
  .cells:focus ~ .document .cursor {
    outline-style: dashed;
  }
  .example {
    margin-block: 4px;
    overflow-x: auto;
  }
  .example table {
    font-size: inherit;
  }
  .example th {
    padding-inline: 0 12px;
    border: 0;
    text-align: start;
    font-weight: 400;
    color: var(--_muted);
  }
  .example td {
    min-width: 1em;
    padding: 1px 4px;
    border: 0;
    text-align: center;
  }
  .example .whole {
    text-align: start;
    white-space: normal;
  }
  .wrong {
    text-decoration: underline wavy;
    color: var(--_over);
  }
  .menu-list input {
    display: none;
  }
  @media (max-width: 480px) {
    .example th {
      padding-inline-end: 6px;
    }
    .letters td {
      padding-inline: 0;
    }
  }
  @media (forced-colors: active) {
    path.curve,
    path.beside,
    path.run,
    .marked {
      stroke: CanvasText;
    }
    .ends text {
      fill: CanvasText;
    }
  }
  @media print {
    .pad,
    .settings,
    .replay {
      display: none;
    }
    .heads {
      min-height: 0 !important;
    }
  }
`;
