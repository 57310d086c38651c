import { legendStyles, markStyles, matrixStyles, plotStyles, readingStyles } from '@attn-elements/core/element';
import { css } from 'lit';

export const heatmapStyles = [
  legendStyles,
  readingStyles,
  plotStyles,
  matrixStyles,
  markStyles,
  css`
    .plot.heads {
      cursor: pointer;
    }
    .plot canvas {
      image-rendering: pixelated;
    }
    .where {
      padding-inline: 4px;
      font-variant-numeric: tabular-nums;
    }
  `,
];
