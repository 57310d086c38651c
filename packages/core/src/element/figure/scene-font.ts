import type { TextItem } from './scene.js';

/** The font of a text. */
export const sceneFont = (style: CSSStyleDeclaration): TextItem['font'] => ({
  size: Number.parseFloat(style.fontSize),
  family: style.fontFamily,
  weight: style.fontWeight,
  style: style.fontStyle,
});
