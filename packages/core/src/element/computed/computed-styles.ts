import { adoptStyles } from '../adopt-styles.js';

// Text, since this may be part of a file that has no Lit.
const css = String.raw;

/** Styles of the readers' controls. */
const styles = css`
  .live {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 16px;
    min-width: 0;
    margin: 0;
    margin-block: 4px 12px;
    padding: 0;
    border: 0;
    font-size: calc(13 * var(--attn-px));
  }
  .masks {
    display: flex;
    gap: 8px;
    min-width: 0;
  }
  .live label {
    display: grid;
    gap: 2px;
    align-content: start;
    max-width: 100%;
  }
  /* A box to tick, with its words behind it. */
  .live .flag {
    display: flex;
    align-items: center;
    gap: 6px;
  }
  .live .flag input {
    height: auto;
  }
  .live label > :first-child {
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }
  .live select,
  .live input {
    box-sizing: border-box;
    min-width: 0;
    max-width: 100%;
    height: 28px;
    margin: 0;
    font: inherit;
    color: var(--attn-surface-color, CanvasText);
    accent-color: var(--_accent);
  }
  .live select,
  .live input[type='number'] {
    padding-inline: 6px;
    border: 1px solid color-mix(in srgb, currentColor 50%, transparent);
    border-radius: 6px;
    background: var(--attn-surface, Canvas);
  }
  .live input[type='number'] {
    width: 4.5em;
  }
  .live :disabled {
    opacity: 0.4;
  }
  .temperature {
    flex: 1 1 200px;
    max-width: 360px;
  }
  /* The number may be longer or shorter: nothing beside it moves. */
  .temperature output {
    color: var(--attn-color, inherit);
  }
  .range {
    display: flex;
    align-items: center;
    gap: 6px;
    color: var(--_muted);
  }
  .range input {
    flex: 1 1 0;
  }
  @media (pointer: coarse) {
    .live select,
    .live input {
      height: 40px;
      font-size: max(16px, calc(16 * var(--attn-px)));
    }
  }
  /* What was set is said in more or fewer words: nothing under it moves. */
  .live ~ * .legend-text {
    min-block-size: 2lh;
  }
  @media print {
    .live {
      display: none;
    }
  }
`;

/** Gives the shadow root of an element the looks of readers' controls, once. */
export const adoptComputedStyles = (root: ShadowRoot): void => adoptStyles(root, styles);
