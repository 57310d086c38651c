import { css } from 'lit';

export const trainerStyles = css`
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    min-height: 32px;
  }
  .line button {
    border-color: var(--_line);
  }
  .line [aria-disabled='true'] {
    opacity: 0.5;
    cursor: default;
  }
  .train {
    font-weight: 600;
    min-width: 7em;
  }
  .said {
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
    min-height: 2.8em;
  }
  @media (max-width: 480px) {
    .said {
      min-height: 4.2em;
    }
  }
  label {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: 28px;
  }
  input,
  select {
    box-sizing: border-box;
    min-width: 0;
    max-width: 100%;
    min-height: 28px;
    font: inherit;
    color: inherit;
    background: transparent;
    border: 1px solid var(--_line);
    border-radius: 6px;
    padding: 2px 6px;
  }
  option {
    color: CanvasText;
    background: Canvas;
  }
  @media (pointer: coarse) {
    input,
    select {
      min-height: 40px;
    }
  }
  @media print {
    .line[data-figure-skip],
    .line label {
      display: none;
    }
  }
`;
