import { css } from 'lit';

export const dataChooserStyles = css`
  .own-data {
    padding: 4px;
    margin-block: 4px;
    border: 1px dashed var(--_line);
    border-radius: 6px;
  }
  .own-data.over {
    border-color: var(--_accent);
    background: color-mix(in srgb, var(--_accent) 10%, transparent);
  }
  .own-data > input {
    display: none;
  }
  .own-data .fault {
    color: var(--_over);
    font-size: calc(13 * var(--attn-px));
  }
  .own-data .hint {
    color: var(--_muted);
    font-size: calc(13 * var(--attn-px));
  }
`;
