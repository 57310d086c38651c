import { css } from 'lit';

/*
 * Six tenths of the shade over the page leave text of 7 : 1 or more against the page with 4.5 : 1 against the strongest shade, on
 * white and on near black alike. The underline grows with the weight for those to whom colours say little, and for print.
 */
export const styles = css`
  :host {
    --_shade: var(--attn-shade, #f97316);
    --_shade-negative: var(--attn-shade-negative, #3b82f6);
  }
  .text,
  .document {
    margin: 0;
    padding: 0;
  }
  .text {
    font-size: var(--attn-text-size, 17px);
    line-height: 1.9;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    text-align: start;
  }
  .text-title {
    margin-block-start: 4px;
    color: var(--_muted);
    font-size: 12px;
    font-weight: 600;
    user-select: none;
  }
  .word {
    --_tone: var(--_shade);
    padding-block: 0.12em;
    border-block-end: var(--u, 0) solid color-mix(in srgb, var(--_tone) 65%, currentColor);
    border-radius: 3px 3px 0 0;
    background-color: color-mix(in srgb, var(--_tone) calc(var(--w, 0) * 60%), transparent);
    cursor: pointer;
    -webkit-tap-highlight-color: transparent;
    box-decoration-break: clone;
    -webkit-box-decoration-break: clone;
  }
  .word[data-kind='negative'] {
    --_tone: var(--_shade-negative);
    border-block-end-style: dotted;
  }
  .word[data-kind='masked'] {
    color: var(--_muted);
    font-style: italic;
  }
  .word[data-kind='nan'] {
    background-color: var(--_nan);
  }
  /* What cannot be seen is named, but not copied. */
  .word[data-sign]::before {
    content: attr(data-sign);
    color: var(--_muted);
  }
  .word.hovered {
    outline: 1px solid var(--_accent);
    outline-offset: 1px;
  }
  .word.chosen {
    outline: 2px solid var(--_accent);
    outline-offset: 1px;
    border-radius: 3px;
  }
  .cells:focus-visible ~ .texts .word.cursor:not(.chosen),
  .word.cursor:not(.chosen, .hovered) {
    outline: 2px dashed var(--_accent);
    outline-offset: 1px;
  }
  .reader {
    position: relative;
  }
  .cells:focus-visible ~ .texts {
    outline: 2px solid var(--_accent);
    outline-offset: 4px;
    border-radius: 2px;
  }
  .document {
    display: grid;
    gap: 6px;
    list-style: none;
  }
  .sentence {
    display: grid;
    grid-template-columns: clamp(56px, 16%, 112px) minmax(0, 1fr);
    gap: 12px;
  }
  .level {
    position: relative;
    align-self: start;
    display: grid;
    gap: 2px;
    padding-block-start: 8px;
    user-select: none;
  }
  .track {
    display: flex;
    justify-content: flex-end;
    block-size: 8px;
    border-block-end: 1px solid var(--_line);
  }
  .bar {
    min-inline-size: 1px;
    background-color: color-mix(in srgb, var(--_shade) 80%, currentColor);
  }
  .share {
    color: var(--_muted);
    font-size: 12px;
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .texts.word .track,
  .texts.word .share {
    visibility: hidden;
  }
  .reading {
    display: flex;
    align-items: flex-start;
    justify-content: space-between;
    gap: 0 8px;
    margin-block-start: 6px;
  }
  /* Two lines, whatever is read: a figure does not move under the pointer. */
  .readout {
    flex: 1 1 0;
    min-width: 0;
    min-height: 2.8em;
    max-height: 2.8em;
    overflow: hidden;
    overflow-wrap: anywhere;
    font-variant-numeric: tabular-nums;
  }
  .readout.value {
    color: inherit;
  }
  .forget:disabled {
    visibility: hidden;
  }
  .levels {
    display: flex;
    flex-wrap: wrap;
  }
  button[aria-pressed='true'] {
    border-color: var(--_line);
    background: var(--_wash);
    font-weight: 600;
  }
  .steps {
    display: none;
  }
  .legend {
    display: grid;
    gap: 4px;
    margin-block-start: 6px;
    color: inherit;
  }
  .legend-text {
    color: var(--_muted);
  }
  .samples {
    display: flex;
    gap: 6px;
    min-height: 26px;
    overflow: hidden;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .sample {
    align-self: start;
    padding-inline: 4px;
    cursor: default;
  }
  @media (pointer: coarse) {
    .steps {
      display: flex;
    }
  }
  @media print {
    .word,
    .bar {
      print-color-adjust: exact;
    }
  }
  @media (forced-colors: active) {
    .bar {
      background-color: CanvasText;
    }
    .word.chosen,
    .word.hovered,
    .word.cursor {
      outline-color: Highlight;
    }
  }
`;
