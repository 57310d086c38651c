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
