import { css } from 'lit';

/** The line below a plot: what is read, and where there is no fine pointer, steps from cell to cell. */
const lineStyles = css`
  .reading {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 8px;
    margin-block-start: 4px;
  }
  .readout {
    flex: 1 1 0;
    min-width: 0;
    overflow: hidden;
    font-variant-numeric: tabular-nums;
  }
  .readout.value {
    color: inherit;
  }
  /* The same under every figure of a page: to who is at one. Fingers pass over nothing, and are told at once. */
  @media not (pointer: coarse) {
    :host(:not(:hover, :focus-within)) .readout.hint {
      visibility: hidden;
    }
  }
  .steps {
    display: none;
  }
  @media (pointer: coarse) {
    .steps {
      display: flex;
    }
    .readout {
      flex-basis: 100%;
    }
  }
`;

/** One line, of what is read cell by cell. */
export const readingStyles = [
  lineStyles,
  css`
    .reading {
      align-items: center;
      min-height: 30px;
    }
    .readout {
      text-overflow: ellipsis;
      white-space: nowrap;
    }
  `,
];

/** Two lines, whether they are needed or not: nothing below moves while a reader points. */
export const sentenceStyles = [
  lineStyles,
  css`
    .reading {
      align-items: flex-start;
    }
    .readout {
      display: -webkit-box;
      min-height: 2.8em;
      overflow-wrap: anywhere;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
    }
  `,
];
