import { chooserStyles, legendStyles, markStyles, plotStyles, sentenceStyles } from '@attn-elements/core/element';
import { css } from 'lit';

export const imageStyles = [
  legendStyles,
  chooserStyles,
  plotStyles,
  markStyles,
  sentenceStyles,
  css`
  .plot {
    margin-inline: auto;
    overflow: clip;
    overflow-clip-margin: 4px;
    background: var(--_wash);
    direction: ltr;
  }
  .plot.queries {
    cursor: pointer;
  }
  .plot img,
  .overlay {
    position: absolute;
    inset: 0;
    display: block;
    width: 100%;
    height: 100%;
    user-select: none;
  }
  .overlay.edged {
    image-rendering: pixelated;
  }
  /* Patches are painted flat. */
  .swatch .hatch {
    display: none;
  }
  .figure + .error {
    margin-block-start: 8px;
  }
  .head:has(> .others) {
    flex-wrap: nowrap;
    align-items: flex-start;
    margin-block-end: 6px;
  }
  .head > .others {
    flex: 1 1 0;
  }
  .head + * + .others {
    margin-block-end: 6px;
  }
  .line {
    fill: none;
    stroke-linejoin: round;
  }
  .line.halo {
    stroke: #000;
  }
  .names {
    position: absolute;
    inset: 0;
    pointer-events: none;
  }
  .names text {
    fill: #000;
    font-size: calc(12 * var(--attn-px));
    font-weight: 600;
  }
  .names rect {
    stroke: #000;
    stroke-width: 0.5px;
  }
  .mark.query {
    stroke: #fff;
    stroke-width: 2.5px;
  }
  .mark.query.halo {
    stroke: #000;
    stroke-width: 5px;
  }
  .others {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px;
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .others-label {
    margin-inline-end: 4px;
    color: var(--_muted);
    font-size: calc(13 * var(--attn-px));
  }
  .other {
    display: inline-grid;
    place-items: center;
    box-sizing: border-box;
    min-width: 28px;
    min-height: 28px;
    padding: 2px 8px;
    border: 1px solid var(--_line);
    border-radius: 14px;
    line-height: 1.2;
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  .other:hover {
    background: var(--_wash);
  }
  .other.chosen {
    border-color: var(--_accent);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  .other:focus-within:has(:focus-visible) {
    outline: 2px solid var(--_accent);
    outline-offset: 1px;
  }
  @media (pointer: coarse) {
    .other {
      min-height: 40px;
      padding-inline: 12px;
      border-radius: 20px;
    }
  }
  @media (forced-colors: active) {
    .other.chosen {
      border-color: Highlight;
      border-width: 2px;
    }
    .plot img,
    .overlay {
      forced-color-adjust: none;
    }
  }
  @media print {
    .others {
      display: none;
    }
    .plot img {
      print-color-adjust: exact;
    }
  }
`,
];
