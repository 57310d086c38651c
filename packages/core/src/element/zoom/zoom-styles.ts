import { adoptStyles } from '../adopt-styles.js';

// Text, since this may be part of a file that has no Lit.
const css = String.raw;

const styles = css`
  .plot.zoomable {
    touch-action: pan-x pan-y;
  }
  .minimap,
  .zoom-choice {
    position: absolute;
    box-sizing: border-box;
  }
  [hidden] {
    display: none;
  }
  .minimap {
    overflow: hidden;
    border-radius: 2px;
    outline: 1px solid var(--attn-surface-color, CanvasText);
    background: var(--attn-surface, Canvas);
    box-shadow: 0 0 0 2px var(--attn-surface, Canvas);
    cursor: pointer;
    touch-action: none;
  }
  .plot .minimap-cells {
    inset: 0;
    width: 100%;
    height: 100%;
  }
  .minimap-frame {
    position: absolute;
    box-sizing: border-box;
    outline: 1.5px solid var(--_accent);
    box-shadow: 0 0 0 2.5px light-dark(#fff, #000);
    pointer-events: none;
  }
  .zoom-choice {
    border: 1.5px dashed var(--_accent);
    outline: 1.5px solid light-dark(#fff, #000);
    pointer-events: none;
  }
  .zoom-tools {
    display: flex;
    align-items: center;
    gap: 2px;
  }
  .zoom-tools button {
    display: inline-grid;
    place-items: center;
  }
  .go-to {
    position: relative;
  }
  .go-to-list {
    position: absolute;
    inset-block-end: 100%;
    inset-inline-end: 0;
    z-index: 2;
    display: grid;
    gap: 4px;
    box-sizing: border-box;
    width: 230px;
    padding: 8px;
    border: 1px solid var(--_line);
    border-radius: 8px;
    background: var(--attn-surface, Canvas);
    color: var(--attn-surface-color, CanvasText);
    box-shadow: 0 4px 16px rgb(0 0 0 / 0.18);
  }
  .go-to-list input {
    box-sizing: border-box;
    width: 100%;
    min-height: 28px;
    font: inherit;
  }
  .go-to-list [role='listbox'] {
    max-height: 216px;
    overflow-y: auto;
  }
  .go-to-list [role='option'] {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    min-height: 24px;
    padding-inline: 6px;
    border-radius: 4px;
    unicode-bidi: plaintext;
    cursor: pointer;
  }
  .go-to-list [role='option'] > :last-child,
  .go-to-list .found {
    opacity: 0.7;
  }
  .go-to-list [aria-selected='true'] {
    background: var(--_wash);
    outline: 1px solid var(--_accent);
  }
  @media (pointer: coarse) {
    .go-to-list [role='option'],
    .go-to-list input {
      min-height: 40px;
    }
  }
  @media (forced-colors: active) {
    .minimap-frame,
    .zoom-choice {
      outline-color: Highlight;
    }
  }
  @media print {
    .minimap,
    .zoom-choice {
      display: none;
    }
  }
`;

export const adoptZoomStyles = (root: ShadowRoot): void => adoptStyles(root, styles);
