import { css } from 'lit';

export const styles = css`
  .field {
    display: grid;
    gap: 4px;
    margin-block: 4px;
  }
  .field label {
    color: var(--_muted);
    font-size: calc(13 * var(--attn-px));
  }
  textarea {
    box-sizing: border-box;
    width: 100%;
    min-height: 3.4em;
    padding: 6px 8px;
    border: 1px solid var(--_line);
    border-radius: 6px;
    background: var(--_surface);
    color: var(--_surface-color);
    font: inherit;
    resize: vertical;
  }
  .looked {
    height: 160px;
    margin-block: 4px;
  }
  .looked img {
    max-width: 100%;
    height: 100%;
    object-fit: contain;
    object-position: 0 0;
  }
  .given {
    margin: 0;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .line button,
  .heads > button {
    min-height: 28px;
    padding: 2px 10px;
    border: 1px solid var(--_line);
    border-radius: 6px;
  }
  .line [aria-pressed='true'] {
    border-color: var(--_accent);
  }
  .line input {
    width: 4.5em;
    font: inherit;
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    align-items: center;
    margin-block: 4px;
  }
  .tokens {
    display: flex;
    flex-wrap: wrap;
    gap: 3px;
    margin-block: 8px;
  }
  .tokens .token {
    min-width: 24px;
    min-height: 24px;
    padding: 1px 5px;
    border: 1px solid var(--_line);
    border-radius: 4px;
    background: var(--_wash);
    font-size: calc(14 * var(--attn-px));
    text-align: center;
    white-space: pre;
  }
  .tokens .special {
    border-style: dashed;
    background: none;
    color: var(--_muted);
  }
  .tokens [aria-pressed='true'] {
    background: none;
    color: var(--_muted);
    border-color: var(--_accent);
  }
  .predictions {
    margin-block: 8px;
    max-width: 28em;
  }
  .predictions .title,
  .hint {
    color: var(--_muted);
    font-size: calc(13 * var(--attn-px));
  }
  .predictions ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .predictions button,
  .predictions .row {
    box-sizing: border-box;
    display: grid;
    grid-template-columns: 7em 1fr 4.5em;
    gap: 8px;
    align-items: center;
    width: 100%;
    min-height: 26px;
    padding: 2px 0;
    border: 0;
    border-radius: 4px;
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
  }
  .predictions button:hover {
    background: var(--_wash);
  }
  .predictions .piece {
    overflow-wrap: anywhere;
  }
  .predictions .level {
    display: block;
    height: 8px;
    background: var(--_accent);
  }
  .predictions .share {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .heads {
    margin-block: 8px;
    font-size: calc(13 * var(--attn-px));
  }
  .heads summary {
    display: list-item;
    width: fit-content;
    padding: 4px 0;
    list-style: inside disclosure-closed;
    cursor: pointer;
  }
  .heads[open] summary {
    list-style-type: disclosure-open;
  }
  .layer {
    display: flex;
    flex-wrap: wrap;
    gap: 3px;
    align-items: center;
    margin-block: 3px;
  }
  .layer .number {
    min-width: 1.6em;
    color: var(--_muted);
    text-align: end;
  }
  .layer button {
    min-width: 26px;
    min-height: 26px;
    padding: 0 4px;
    border: 1px solid var(--_line);
    border-radius: 4px;
  }
  .layer [aria-pressed='true'] {
    background: var(--_wash);
  }
  .layer [aria-pressed='false'] {
    color: var(--_muted);
    text-decoration: line-through;
  }
  .facts {
    margin-block: 4px;
    color: var(--_muted);
    font-size: calc(13 * var(--attn-px));
    overflow-wrap: anywhere;
  }
  progress {
    width: min(100%, 20em);
    accent-color: var(--_accent);
  }
  /* Tokens and predictions are what is shown; on paper nobody presses the rest. */
  @media print {
    .tokens button.token {
      display: inline-block !important;
    }
    .predictions li > button {
      display: grid !important;
    }
    .line,
    .heads,
    .field label {
      display: none;
    }
    .predictions .level {
      print-color-adjust: exact;
    }
  }
`;
