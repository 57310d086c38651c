import type { TextMeasure } from './measure-text.js';

/** Labels of one side of a matrix, thinned and shortened so that none touches the next. */
export interface AxisLabels {
  /** Positions that carry a label. */
  readonly positions: readonly number[];
  /** Label of a position. */
  readonly text: (position: number) => string;
  /** How labels of a horizontal axis stand. */
  readonly turned: boolean;
  /** Room that the labels take across the axis, in pixels. */
  readonly depth: number;
}

/** Height of a line of labels, in pixels, for a font of 12. */
export const LINE = 14;

/** Labels of a vertical axis: one line each. */
export function rowLabels(
  texts: readonly string[],
  band: number,
  most: number,
  measure: TextMeasure,
  plain: boolean,
): AxisLabels {
  const positions = thin(texts.length, band, LINE, plain);
  return fit(texts, positions, most, measure, false);
}

/** Labels of a horizontal axis: side by side where all of them fit into their bands, else turned. */
export function columnLabels(
  texts: readonly string[],
  band: number,
  most: number,
  measure: TextMeasure,
  plain: boolean,
): AxisLabels {
  if (plain) {
    const widest = texts.length > 0 ? measure.width(texts[texts.length - 1]) : 0;
    const positions = thin(texts.length, band, widest + 8, true);
    return { positions, text: (position) => texts[position], turned: false, depth: LINE };
  }
  if (texts.every((text) => measure.width(text) <= band - 4)) {
    return {
      positions: texts.map((_, position) => position),
      text: (position) => texts[position],
      turned: false,
      depth: LINE,
    };
  }
  return fit(texts, thin(texts.length, band, LINE, false), most, measure, true);
}

function fit(
  texts: readonly string[],
  positions: number[],
  most: number,
  measure: TextMeasure,
  turned: boolean,
): AxisLabels {
  const shown = new Map(positions.map((position) => [position, measure.shorten(texts[position], most)]));
  const depth = Math.max(0, ...[...shown.values()].map((text) => measure.width(text)));
  return { positions, text: (position) => shown.get(position) ?? '', turned, depth: Math.ceil(depth) };
}

/** Every position, or every second, … so that labels of `size` pixels do not touch; numbers in steps of 1, 2 and 5. */
function thin(count: number, band: number, size: number, numbers: boolean): number[] {
  let step = Math.max(1, Math.ceil(size / band));
  if (numbers) {
    const power = 10 ** Math.floor(Math.log10(step));
    step = power * [1, 2, 5, 10].find((factor) => factor * power >= step)!;
  }
  return Array.from({ length: Math.ceil(count / step) }, (_, i) => i * step);
}
