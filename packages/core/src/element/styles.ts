import { css } from 'lit';

/** Styles of every element around its drawing. */
export const frameStyles = css`
  :host {
    display: block;
    position: relative;
    box-sizing: border-box;
    margin-block: 1em;
    font: 0.875em/1.4 var(--attn-font, system-ui, sans-serif);
    --attn-px: calc(1em / 14);
    color: var(--attn-color, inherit);
    text-align: start;
    --_muted: color-mix(in srgb, currentColor 72%, transparent);
    --_line: color-mix(in srgb, currentColor 25%, transparent);
    --_wash: color-mix(in srgb, currentColor 8%, transparent);
  }
  :host([hidden]) {
    display: none;
  }
  [hidden] {
    display: none !important;
  }
  /* A page's own rules may take what :host says. What a figure needs stands inside, where they do not reach. */
  .frame {
    position: relative;
    color: var(--attn-color, inherit);
  }
  /* Texts are what they were measured as, and read from left to right or right to left in lines, whatever runs around them. */
  .figure,
  .error,
  .status {
    font-family: var(--attn-font, system-ui, sans-serif);
    font-style: normal;
    font-weight: 400;
    font-stretch: normal;
    font-variant: normal;
    font-feature-settings: normal;
    font-variation-settings: normal;
    font-size-adjust: none;
    line-height: 1.4;
    letter-spacing: normal;
    word-spacing: normal;
    tab-size: 8;
    text-align: start;
    text-align-last: auto;
    text-indent: 0;
    text-shadow: none;
    text-transform: none;
    text-orientation: mixed;
    white-space: normal;
    word-break: normal;
    overflow-wrap: normal;
    hyphens: manual;
    writing-mode: horizontal-tb;
    -webkit-text-fill-color: currentcolor;
    -webkit-text-stroke: 0 currentcolor;
    paint-order: normal;
  }
  /* Sentences that are read from the other side stand where the figure's own would. */
  [dir] {
    text-align: match-parent;
  }
  /* Arrows point where they lead. */
  .steps {
    direction: ltr;
  }
  .figure {
    background: var(--attn-background, transparent);
  }
  .remarks {
    margin: 4px 0 0;
    color: var(--_muted);
  }
  .heading {
    font-weight: 600;
    text-wrap: balance;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 12px;
    min-height: 32px;
  }
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: flex-end;
    gap: 2px;
    margin-inline-start: auto;
  }
  .frame.bare .toolbar,
  .frame.bare .reading,
  .frame.bare .legend,
  .frame.bare .head:not(:has(.heading)) {
    display: none;
  }
  .frame.bare .head {
    min-height: 0;
  }
  button,
  summary {
    box-sizing: border-box;
    min-width: 28px;
    min-height: 28px;
    padding: 2px 8px;
    border: 1px solid transparent;
    border-radius: 6px;
    background: none;
    color: inherit;
    font: inherit;
    line-height: 1;
    cursor: pointer;
  }
  button:hover,
  summary:hover {
    background: var(--_wash);
  }
  button:disabled {
    opacity: 0.35;
    cursor: default;
    background: none;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 1px;
  }
  @media (pointer: coarse) {
    button,
    summary {
      min-width: 40px;
      min-height: 40px;
    }
  }
  .menu {
    position: relative;
  }
  summary {
    display: grid;
    place-items: center;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  .menu-list {
    position: absolute;
    z-index: 10;
    inset-block-start: 100%;
    inset-inline-end: 0;
    display: grid;
    min-width: max-content;
    padding: 4px;
    border: 1px solid var(--_line);
    border-radius: 8px;
    background: var(--attn-surface, Canvas);
    color: var(--attn-surface-color, CanvasText);
    box-shadow: 0 4px 16px rgb(0 0 0 / 0.18);
  }
  .menu-list button {
    padding: 6px 10px;
    text-align: start;
  }
  .error {
    padding: 10px 12px;
    border: 1px solid var(--_line);
    border-inline-start: 4px solid var(--_over);
    border-radius: 6px;
    overflow-wrap: anywhere;
  }
  .again {
    border-color: var(--_line);
  }
  .status,
  .readout,
  .legend {
    color: var(--_muted);
    font-size: calc(13 * var(--attn-px));
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    padding: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
    border: 0;
  }
  .frame:not(.whole) .visually-hidden {
    content-visibility: hidden;
  }
  svg text {
    fill: currentColor;
    font-family: inherit;
    font-size: calc(12 * var(--attn-px));
    font-weight: 400;
  }
  .label {
    unicode-bidi: plaintext;
  }
  .axis line {
    stroke: var(--_line);
  }
  slot[name='caption'] {
    display: block;
    color: var(--_muted);
  }
  .table {
    overflow: auto;
    max-height: 24em;
    margin-block-start: 8px;
    border: 1px solid var(--_line);
  }
  table {
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
    font-size: calc(13 * var(--attn-px));
  }
  th,
  td {
    padding: 2px 8px;
    border-block-end: 1px solid var(--_line);
    text-align: end;
    white-space: pre;
    unicode-bidi: plaintext;
  }
  @media (forced-colors: active) {
    svg text {
      fill: CanvasText;
    }
    button,
    summary {
      border-color: ButtonBorder;
    }
  }
`;
