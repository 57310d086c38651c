import type { SvgText } from './svg-items.js';

/** A text as pixels. Its box is of a text that starts at 0, 0, in units of its font's size. */
export interface TextPixels {
  readonly width: number;
  readonly height: number;
  /** How opaque each pixel is. */
  readonly opacities: Uint8Array<ArrayBuffer>;
  /** Red, green and blue of each where letters have colours of their own; null where they take that of the text. */
  readonly colors: Uint8Array<ArrayBuffer> | null;
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** From its start to its end, in the same units. */
  readonly advance: number;
}

/** Draws letters that the fonts of a PDF do not have. @returns null where there is nothing to see */
export type TextPainter = (text: string, font: Pick<SvgText, 'family' | 'weight' | 'style'>) => TextPixels | null;
