import { lineOf, type Line } from './line.js';
import { cut, graphemes, type Ink, type TextMeasure } from './measure-text.js';

/** Labels of one side of a matrix, thinned and shortened so that none touches the next. */
export interface AxisLabels {
  /** Positions that carry a label. */
  readonly positions: readonly number[];
  /** Label of a position. */
  readonly text: (position: number) => string;
  /** Whether labels of a horizontal axis are turned. */
  readonly turned: boolean;
  /** Room that the labels take across the axis, in pixels. */
  readonly depth: number;
  /** Ascent and descent of their letters; without them, those of most fonts. */
  readonly ink?: Ink;
}

/** Height of a line of labels, in pixels, for most fonts of 12, and where in it letters stand. */
export const LINE = 14;
const BASELINE = 10.84;

/** The line of labels with these letters, whose middle is where their position's is. */
export const labelLine = (ink: Ink): Line => lineOf(ink, LINE, BASELINE);

const hanWord = /^[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{P}]+$/u;

/** Whether a word that is turned stands upright, one character under the other: Chinese, Japanese and Korean ones do. */
export const isUpright = (text: string): boolean => hanWord.test(text);

/** Labels of a vertical axis: one line each. @param first position that the texts begin with, where they are a part of an axis */
export function rowLabels(
  texts: readonly string[],
  band: number,
  most: number,
  measure: TextMeasure,
  plain: boolean,
  first = 0,
): AxisLabels {
  return fit(texts, band, most, measure, plain || isMeasured(texts), false, first);
}

/** Whether labels are numbers in one unit, which stand in round steps. */
const isMeasured = (texts: readonly string[]) =>
  [texts[0], texts[texts.length - 1]].every((text) => /^−?\d+(\.\d+)? \S+$/.test(text ?? ''));

/** Labels of a horizontal axis: side by side where all of them fit into their bands, else turned. @param first as of a vertical one */
export function columnLabels(
  texts: readonly string[],
  band: number,
  most: number,
  measure: TextMeasure,
  plain: boolean,
  first = 0,
): AxisLabels {
  const abreast = (positions: number[]) => {
    const ink = measure.ink(plain || isMeasured(texts) ? [texts[texts.length - 1] ?? ''] : texts);
    const depth = Math.max(LINE, Math.ceil(ink.ascent + ink.descent));
    return { positions, text: (position: number) => texts[position], turned: false, depth, ink };
  };
  if (plain || isMeasured(texts)) {
    const widest = texts.length > 0 ? measure.width(texts[texts.length - 1]) : 0;
    return abreast(thin(texts.length, band, widest + 8, true, first));
  }
  if (texts.every((text) => measure.width(text) <= band - 4)) return abreast(texts.map((_, position) => position));
  return fit(texts, band, most, measure, false, true, first);
}

/** Room that a label takes across its axis. */
export function lengthOf(texts: readonly string[], measure: TextMeasure, turned: boolean): (text: string) => number {
  const upright = turned ? measure.lengths(texts.filter(isUpright)) : null;
  return (text) => (upright && isUpright(text) ? upright(text) : measure.width(text));
}

/** Width of the widest character of upright words, across the line that they stand on. */
export const acrossUpright = (texts: readonly string[], measure: TextMeasure): number =>
  measure.widest(texts.filter(isUpright).flatMap(graphemes));

/** Overhang of a line of turned labels beyond one of most fonts, on either side, in pixels. */
export const overhang = (texts: readonly string[], measure: TextMeasure): number =>
  (Math.max(labelLine(measure.ink(texts)).room, Math.ceil(acrossUpright(texts, measure))) - LINE) / 2;

/** A label, or as much of it as there is room for. */
export const shortenLabel = (text: string, most: number, measure: TextMeasure, turned: boolean): string =>
  cut(text, most, lengthOf([text], measure, turned));

/** Labels of lines that are as high as the letters that are shown need. */
function fit(
  texts: readonly string[],
  band: number,
  most: number,
  measure: TextMeasure,
  plain: boolean,
  turned: boolean,
  first: number,
): AxisLabels {
  let line = LINE;
  for (;;) {
    const positions = thin(texts.length, band, line, plain, first);
    const length = lengthOf(
      positions.map((position) => texts[position]),
      measure,
      turned,
    );
    const shown = new Map(positions.map((position) => [position, cut(texts[position], most, length)]));
    const words = [...shown.values()];
    const ink = measure.ink(words);
    const across = turned ? acrossUpright(words, measure) : 0;
    const needed = Math.max(labelLine(ink).room, Math.ceil(across));
    if (needed > line) {
      line = needed;
      continue;
    }
    const depth = Math.ceil(Math.max(0, ...words.map(length)));
    return { positions, text: (position) => shown.get(position) ?? '', turned, depth, ink };
  }
}

/** Every position, or every second, … so that labels of `size` pixels do not touch; numbers in steps of 1, 2 and 5. Of a part of an axis the same as of all of it. */
function thin(count: number, band: number, size: number, numbers: boolean, first: number): number[] {
  let step = Math.max(1, Math.ceil(size / band));
  if (numbers) {
    const power = 10 ** Math.floor(Math.log10(step));
    step = power * [1, 2, 5, 10].find((factor) => factor * power >= step)!;
  }
  const start = (step - (first % step)) % step;
  return Array.from({ length: Math.max(0, Math.ceil((count - start) / step)) }, (_, i) => start + i * step);
}
