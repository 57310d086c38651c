import { css } from 'lit';

export const styles = css`
  .plot {
    aspect-ratio: var(--_ratio, 1);
    max-width: 480px;
  }
  .plot canvas {
    display: block;
    width: 100%;
    height: 100%;
    image-rendering: pixelated;
  }
`;
