import { chooserStyles, inkStyles, legendStyles, sentenceStyles } from '@attn-elements/core/element';
import { css } from 'lit';

export const linksStyles = [
  chooserStyles,
  legendStyles,
  sentenceStyles,
  inkStyles,
  css`
  .switches {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px;
    margin-block-end: 4px;
  }
  .switch {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    padding: 2px 6px 2px 4px;
    font-size: calc(13 * var(--attn-px));
    font-variant-numeric: tabular-nums;
  }
  .switch rect {
    stroke-width: 1.5px;
  }
  .switch[aria-pressed='false'] rect {
    fill: none;
  }
  .switch[aria-pressed='false'] {
    color: var(--_muted);
  }
  .every {
    padding-inline: 8px;
    font-size: calc(13 * var(--attn-px));
  }
  .scroller {
    overscroll-behavior: contain;
    direction: ltr;
  }
  .scroller.vertical {
    overflow: hidden auto;
  }
  .scroller.horizontal {
    overflow: auto hidden;
  }
  .track {
    position: relative;
  }
  .plot {
    position: sticky;
    top: 0;
    left: 0;
  }
  .plot svg,
  .view canvas {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
  }
  .plot svg {
    pointer-events: none;
  }
  .view {
    position: absolute;
    overflow: hidden;
    cursor: default;
    touch-action: manipulation;
    -webkit-tap-highlight-color: transparent;
  }
  .tokens text {
    font-size: calc(13 * var(--attn-px));
  }
  .tokens .weight {
    font-size: calc(11 * var(--attn-px));
    fill: var(--_muted);
    font-variant-numeric: tabular-nums;
  }
  .axis-title {
    font-weight: 600;
  }
  .mark {
    fill: var(--_wash);
    stroke: var(--_accent);
  }
  .cursor {
    display: none;
    fill: none;
    stroke: var(--_accent);
    stroke-width: 2px;
  }
  .cells:focus-visible ~ .tokens .cursor {
    display: block;
  }
  .reading {
    min-height: 2.9em;
    font-size: calc(13 * var(--attn-px));
  }
  .legend {
    gap: 2px 12px;
    margin-block-start: 4px;
  }
  .scale {
    display: inline-flex;
    flex: none;
    align-items: center;
    gap: 6px;
    font-variant-numeric: tabular-nums;
  }
  .amount {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 8px;
    margin-block-end: 4px;
    font-size: calc(13 * var(--attn-px));
  }
  .amount input {
    width: 160px;
    height: 24px;
    margin: 0;
    accent-color: var(--_accent);
  }
  .listed {
    margin-block-start: 8px;
  }
  @media (forced-colors: active) {
    .switch svg {
      forced-color-adjust: none;
    }
  }
  @media print {
    .scroller {
      overflow: hidden;
    }
    /* Switches are the legend of the colours too. */
    .switches .switch {
      display: inline-flex !important;
    }
    .amount {
      display: none;
    }
  }
`,
];
