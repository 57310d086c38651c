import { scalePosition, tableColor } from '@attn-elements/core/color';
import { cellBox, Memo, type TextMeasure } from '@attn-elements/core/element';
import { MASKED_BELOW } from '@attn-elements/core/math';
import { svg, type SVGTemplateResult } from 'lit';
import type { HeatmapLayout } from './layout.js';
import { type HeatmapComposition, inAll } from './model.js';
import type { HeatmapView } from './view-model.js';

/** Sizes of the font, in pixels: of the measure, the largest and the smallest that is written. */
const MEASURED = 12;
const LARGEST = 13;
const SMALLEST = 9;

/** Room between a number and the edges of its cell, in pixels, both sides together. */
const AROUND = 6;

/** Most digits behind the point; fewer are written where they do not fit. */
const MOST_DIGITS = 3;

/** How all numbers of a figure are written: as large, and with as many digits, as the least room allows. */
interface Writing {
  readonly digits: number;
  readonly size: number;
}

/** Numbers in the cells of a heatmap. */
export class CellNumbers {
  readonly #numbers = new Memo<SVGTemplateResult | null>();

  /** The file's values in their cells; null where the smallest cell has no room for them. */
  render({ composition, layout, measure }: HeatmapView): SVGTemplateResult | null {
    return this.#numbers.of([composition, layout, measure], () => numbersTemplate(composition, layout, measure));
  }
}

function numbersTemplate(
  composition: HeatmapComposition,
  layout: HeatmapLayout,
  measure: TextMeasure,
): SVGTemplateResult | null {
  const cells = cellsOf(composition, layout);
  const writing = cells && writingOf(cells, measure);
  if (!cells || !writing) return null;
  const { digits, size } = writing;
  // The middle of a figure stands as high above its line as a third of the font, and a bit.
  const rise = size * 0.36;
  return svg`<g class="numbers" style=${`font-size: ${size}px`}>${cells.map(
    ({ value, fill, box }) =>
      svg`<text x=${box.x + box.width / 2} y=${box.y + box.height / 2 + rise} text-anchor="middle" fill=${fill} style=${`fill: ${fill}`}>${written(value, digits)}</text>`,
  )}</g>`;
}

interface WrittenCell {
  readonly value: number;
  readonly fill: string;
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** Cells with a number; null where one of them is too small for any. */
function cellsOf(composition: HeatmapComposition, { tiles }: HeatmapLayout): WrittenCell[] | null {
  const cells: WrittenCell[] = [];
  for (const [panel, { raw, shown }] of composition.panels.entries()) {
    const { width, height } = cellBox(tiles[panel], shown, { row: 0, column: 0 });
    if (height < SMALLEST + AROUND / 2 || width < SMALLEST) return null;
    for (let row = 0; row < shown.rows; row++) {
      for (let column = 0; column < shown.columns; column++) {
        const seen = shown.values[row * shown.columns + column];
        if (Number.isNaN(seen) || seen <= MASKED_BELOW) continue;
        const at = inAll(composition, { row, column });
        const value = raw.values[at.row * raw.columns + at.column];
        cells.push({ value, fill: inkOn(composition, seen), box: cellBox(tiles[panel], shown, { row, column }) });
      }
    }
  }
  return cells;
}

/** The most digits, and then the largest font, with which every number fits into its cell; null where none does. */
function writingOf(cells: readonly WrittenCell[], measure: TextMeasure): Writing | null {
  const [{ box }] = cells.length > 0 ? cells : [{ box: { width: 0, height: 0 } }];
  for (let digits = MOST_DIGITS; digits > 0; digits--) {
    const texts = [...new Set(cells.map(({ value }) => written(value, digits)))];
    const widest = texts.reduce((most, text) => Math.max(most, measure.width(text)), 0);
    const size = Math.min(LARGEST, (box.width - AROUND) * (MEASURED / widest), (box.height - AROUND / 2) * 0.9);
    if (size >= SMALLEST) return { digits, size: Math.floor(size * 2) / 2 };
  }
  return null;
}

/** Largest number that is written with its digits behind the point. */
const LARGEST_PLAIN = 1e4;

function written(value: number, digits: number): string {
  const isPlain = Math.abs(value) < LARGEST_PLAIN;
  const text = isPlain ? value.toFixed(digits) : value.toExponential(1).replace('e+', 'e');
  return text.replace('Infinity', '∞').replace('-', '−');
}

/** Black or white, whichever stands out more from the cell's colour. Values outside the domain have colours of the page. */
function inkOn({ colormap, scale }: HeatmapComposition, value: number): string {
  const [low, high] = scale.domain;
  if (value < low) return 'currentColor';
  if (value > high) return '#fff';
  const light = luminance(tableColor(colormap.table, scalePosition(scale, value)));
  // Contrast with white, and with black (WCAG 2.2, "contrast ratio").
  return 1.05 / (light + 0.05) > (light + 0.05) / 0.05 ? '#fff' : '#000';
}

/** Relative luminance (WCAG 2.2) of bytes of sRGB. */
function luminance([red, green, blue]: readonly number[]): number {
  const linear = (byte: number) => (byte <= 10 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}
