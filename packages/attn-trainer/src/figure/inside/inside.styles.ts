import { css } from 'lit';

export const insideStyles = css`
  .inside {
    margin-block: 8px;
    padding-block-start: 4px;
    border-block-start: 1px solid var(--_line);
  }
  .inside-name {
    margin: 0;
    margin-block: 4px;
    font-weight: 600;
  }
  .inside .line label {
    min-width: 0;
    flex-wrap: wrap;
  }
  .tensors {
    max-width: min(100%, 28em);
  }
  .inside-matrix {
    position: relative;
    direction: ltr;
  }
  .inside-matrix canvas,
  .inside-matrix > svg {
    position: absolute;
    inset: 0 auto auto 0;
    width: 100%;
    overflow: visible;
  }
  .inside-matrix > svg {
    pointer-events: none;
  }
  .inside-matrix canvas {
    image-rendering: pixelated;
  }
  .texts {
    font-size: calc(11 * var(--attn-px));
    font-variant-numeric: tabular-nums;
  }
  .on-light {
    fill: #000;
  }
  .on-dark {
    fill: #fff;
  }
  .probabilities {
    overflow-x: auto;
  }
  .probabilities th {
    border: 0;
    color: var(--_muted);
    font-weight: 400;
    text-align: start;
  }
  .probabilities td {
    position: relative;
    min-width: 6em;
    padding: 2px 8px;
    border: 0;
    white-space: nowrap;
    text-align: start;
    font-variant-numeric: tabular-nums;
  }
  .share {
    position: absolute;
    inset-block: 1px;
    inset-inline-start: 0;
    width: calc(100% * var(--share));
    background: var(--_accent);
    border-radius: 3px;
    opacity: 0.25;
  }
  .answer {
    position: relative;
    font-weight: 600;
  }
  .right .answer {
    text-decoration: underline;
  }
  .gallery {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 9em), 1fr));
    gap: 8px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .gallery button {
    display: grid;
    justify-items: start;
    gap: 2px;
    width: 100%;
    height: 100%;
    padding: 6px;
    border-color: var(--_line);
    line-height: 1.3;
    text-align: start;
    overflow-wrap: anywhere;
  }
  .inside .line button {
    border-color: var(--_line);
  }
  .gallery canvas {
    width: 56px;
    image-rendering: pixelated;
  }
  .number {
    color: var(--_muted);
    font-size: calc(13 * var(--attn-px));
  }
  .cost-chart svg {
    max-width: 100%;
    overflow: visible;
    direction: ltr;
  }
  .axis-name {
    fill: var(--_muted);
    font-size: calc(12 * var(--attn-px));
  }
  .cost-chart .axis {
    color: var(--_muted);
  }
  @media (forced-colors: active) {
    .share {
      background: Highlight;
    }
  }
`;
