import { css } from 'lit';

/** The line below a matrix: what is read, and where there is no fine pointer, steps from cell to cell. */
export const readingStyles = css`
  .reading {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 8px;
    min-height: 30px;
    margin-block-start: 4px;
  }
  .readout {
    flex: 1 1 0;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .readout.value {
    color: inherit;
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
