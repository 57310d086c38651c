import { css } from 'lit';

export const eventFigureStyles = css`
  .events {
    margin-block: 8px;
    padding-block-start: 4px;
    border-block-start: 1px solid var(--_line);
  }
  .event-name,
  .event span,
  .chart-name {
    overflow-wrap: anywhere;
  }
  .event-grid {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 11em), 1fr));
    gap: 8px 16px;
  }
  .event {
    display: grid;
    align-content: start;
    gap: 4px;
    color: var(--_muted);
    font-size: calc(13 * var(--attn-px));
    font-variant-numeric: tabular-nums;
  }
  .event canvas {
    width: 100%;
    max-height: 20em;
    object-fit: contain;
    object-position: 0 0;
    image-rendering: pixelated;
  }
  .event svg {
    width: 100%;
    height: 4.5em;
    border-block-end: 1px solid var(--_line);
  }
  .event path {
    fill: var(--_accent);
    opacity: 0.7;
  }
`;
