import { legendStyles, markStyles, plotStyles, readingStyles } from '@attn-elements/core/element';
import { css } from 'lit';

export const styles = [
  legendStyles,
  readingStyles,
  plotStyles,
  markStyles,
  css`
    .plot canvas {
      width: 100%;
      height: 100%;
      image-rendering: pixelated;
    }
  `,
];
