import { css } from 'lit';

export const styles = css`
  .plot {
    position: relative;
  }
  .plot canvas {
    display: block;
    width: 100%;
    height: 100%;
    image-rendering: pixelated;
  }
`;
