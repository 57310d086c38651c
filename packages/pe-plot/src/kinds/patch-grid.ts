import { type Dense, type SimilarityKind, similarity } from '@attn-elements/core/math';
import { settingFault } from '../faults.js';
import type { PlotSettings } from '../settings.js';
import type { GridKernel } from './encoding.js';
import { gridOf } from './grid-tiles.js';

/** Tokens before the patches at most: a class token, one of distillation, registers. */
const MOST_APART = 8;
/** The most multiplications that a kernel by rows and columns may cost: a second or so. */
const MOST_PRODUCTS = 2 ** 30;

/** The patches of a picture, row by row, with what stands before them. */
export interface PlotPatchGrid {
  /** Positions before the first patch, as of a class token. */
  readonly apart: number;
  nameOf(position: number): string;
  kernel(table: Dense<Float32Array>, kind: SimilarityKind): GridKernel;
}

/**
 * The grid that so many positions are; null where they are none. Throws `bad-option` where the author names a grid that does not
 * fit.
 */
export function patchGrid(length: number, { rows, columns, isGrid = false }: PlotSettings): PlotPatchGrid | null {
  if (isGrid === false) return null;
  const apart = length - rows * columns;
  const fits = Number.isSafeInteger(apart) && rows >= 1 && columns >= 1 && apart >= 0 && apart <= MOST_APART;
  if (!fits) {
    if (isGrid === null) return null;
    throw settingFault('rows', rows, 'grid', { length, rows, columns, most: MOST_APART });
  }
  return {
    apart,
    nameOf(position) {
      const patch = position - apart;
      if (patch >= 0) return `(${Math.floor(patch / columns)}, ${patch % columns})`;
      return apart === 1 ? 'CLS' : `T${position}`;
    },
    kernel: (table, kind) => meanByDistance(table, apart, rows, columns, kind),
  };
}

/** The mean of what each two patches have in common, by the distance in rows and in columns. Throws `bad-option` of too many. */
function meanByDistance(
  table: Dense<Float32Array>,
  apart: number,
  rows: number,
  columns: number,
  kind: SimilarityKind,
): GridKernel {
  const count = rows * columns;
  const most = Math.floor(Math.sqrt((2 * MOST_PRODUCTS) / table.shape[1]));
  if (count > most) throw settingFault('rows', rows, 'size', { values: count, most });
  const { values: alike } = similarity(gridOf(table, apart), kind);
  const across = 2 * columns - 1;
  const sums = new Float64Array((2 * rows - 1) * across);
  for (let one = 0, at = 0; one < count; one++) {
    for (let other = 0; other < count; other++, at++) {
      const down = Math.floor(other / columns) - Math.floor(one / columns);
      const right = (other % columns) - (one % columns);
      sums[(down + rows - 1) * across + right + columns - 1] += alike[at];
    }
  }
  const values = Float32Array.from(sums, (sum, at) => {
    const [down, right] = [Math.floor(at / across) - rows + 1, (at % across) - columns + 1];
    return sum / ((rows - Math.abs(down)) * (columns - Math.abs(right)));
  });
  const formula = (down: number, right: number) => {
    const [one, other] = ['PE(r, c)', `PE(r + ${down}, c + ${right})`];
    return kind === 'cosine' ? `⟨${one} · ${other} / (|${one}| |${other}|)⟩` : `⟨${one} · ${other}⟩`;
  };
  return { rows, columns, values, formula };
}
