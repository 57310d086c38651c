import { chooserStyles, sentenceStyles, shadedTextStyles } from '@attn-elements/core/element';
import { css } from 'lit';

export const textStyles = [
  chooserStyles,
  shadedTextStyles,
  sentenceStyles,
  css`
  .text,
  .document {
    margin: 0;
    padding: 0;
  }
  .text {
    font-size: var(--attn-text-size, calc(17 * var(--attn-px)));
    line-height: 1.9;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    text-align: start;
  }
  .text-title {
    margin-block-start: 4px;
    color: var(--_muted);
    font-size: calc(12 * var(--attn-px));
    font-weight: 600;
    user-select: none;
  }
  .word:has(> .band) {
    position: relative;
    isolation: isolate;
  }
  .band {
    position: absolute;
    z-index: -1;
    inset-inline: 0;
  }
  .band,
  .head-sample {
    print-color-adjust: exact;
    forced-color-adjust: none;
  }
  .head-sample {
    padding-inline: 6px;
    border-radius: 3px;
  }
  /* What cannot be seen is named, but not copied. */
  .word[data-sign]::before {
    content: attr(data-sign);
    color: var(--_muted);
  }
  .word.hovered {
    outline: 1px solid var(--_accent);
    outline-offset: 0;
  }
  .word.chosen {
    outline: 2px solid var(--_accent);
    outline-offset: 0;
    border-radius: 3px;
  }
  .word.cursor:not(.chosen, .hovered) {
    outline: 2px dashed var(--_accent);
    outline-offset: 0;
  }
  .reader {
    position: relative;
  }
  /* What is copied is the text: neither its weights nor what stands in for it elsewhere. */
  .visually-hidden,
  .reading,
  .samples {
    user-select: none;
  }
  .keyed .texts {
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
    font-size: calc(12 * var(--attn-px));
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .texts[data-level='word'] :is(.track, .share) {
    visibility: hidden;
  }
  .reading {
    margin-block-start: 6px;
  }
  .forget {
    margin-block-start: -5px;
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
  @media print {
    .head {
      min-height: 0;
    }
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
`,
];
