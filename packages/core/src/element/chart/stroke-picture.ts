import type { PathSink } from './lines.js';

/** One path of a drawing. */
export interface Stroke {
  /** Draws the path, in CSS pixels; nothing finer than `column` pixels wide can be seen. */
  trace(sink: PathSink, column: number): void;
  /** Any CSS colour. */
  readonly color: string;
  /** In CSS pixels. */
  readonly width: number;
  /** From 0 to 1, 1 by default: that of the whole path, however often it crosses itself. */
  readonly opacity?: number;
}

/** A drawing made of paths, of a size in CSS pixels. */
export interface StrokePicture {
  readonly width: number;
  readonly height: number;
  readonly strokes: readonly Stroke[];
}

/** A path as SVG writes it, its columns half a pixel wide: sharp also where it is enlarged. */
export function pathData({ trace }: Stroke): string {
  const parts: string[] = [];
  const write =
    (letter: string) =>
    (...places: number[]) =>
      void parts.push(`${letter}${places.map((place) => Math.round(place * 100) / 100).join()}`);
  trace({ moveTo: write('M'), lineTo: write('L'), bezierCurveTo: write('C') }, 0.5);
  return parts.join('');
}
