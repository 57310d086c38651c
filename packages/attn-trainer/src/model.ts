import { autoDomain, colormap, type ColorScale, type Matrix } from '@attn-elements/core/color';
import type { TensorSource } from '@attn-elements/core/data';
import { extentOf } from '@attn-elements/core/math';

/** What is drawn: one head's matrix, its colours and how values become them. */
export interface Composition {
  readonly matrix: Matrix;
  readonly table: Uint8Array;
  readonly scale: ColorScale;
}

/** Reads one head of a source. */
export async function readHead(
  source: TensorSource,
  layer: number,
  head: number,
  signal: AbortSignal,
): Promise<Matrix> {
  const values = await source.slice(layer, head, signal);
  const [rows, columns] = source.shape(layer);
  return { rows, columns, values };
}

/** Colours from 0 to the largest value shown. */
export function compose(matrix: Matrix): Composition {
  const { table, diverging } = colormap('viridis')!;
  const domain = autoDomain('linear', diverging, extentOf(matrix.values));
  return { matrix, table, scale: { kind: 'linear', domain, exponent: 1, diverging } };
}
