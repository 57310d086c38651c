import type { PlotSettings } from '../settings.js';

/** Function and divisor of one column of sines and cosines. */
export interface SineColumn {
  readonly name: 'sin' | 'cos' | null;
  /** Divisor of the position, as it is written. */
  readonly divisor: string;
}

/** Tells what the columns of an encoding of a width hold, in the order and with the spacing of the settings. */
export function sineColumn(column: number, width: number, { base, order, spacing }: PlotSettings): SineColumn {
  const isPaper = spacing === 'paper';
  const pairs = isPaper ? Math.ceil(width / 2) : Math.floor(width / 2);
  const isTurned = order === 'interleaved' ? column % 2 === 1 : column >= pairs;
  const pair = order === 'interleaved' ? column >> 1 : column % pairs;
  const exponent = isPaper ? `${2 * pair}/${width}` : `${pair}/${Math.max(1, pairs - 1)}`;
  const isSine = isTurned === (order === 'cosine-sine');
  // Behind the pairs of an odd width nothing is left.
  return { name: column < 2 * pairs ? (isSine ? 'sin' : 'cos') : null, divisor: `${base}^(${exponent})` };
}
