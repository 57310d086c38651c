import { type Dense, dense } from '@attn-elements/core/math';
import type { LearnedTable } from '../../src/kinds/encoding.js';
import { learnedEncoding } from '../../src/kinds/learned.js';

/** Numbers between −1 and 1 in no order, the same in every run. */
export function noise(rows: number, columns: number): Dense<Float32Array> {
  let state = 12_345;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
  return dense(Float32Array.from({ length: rows * columns }, next), [rows, columns]);
}

/** A table as it comes out of a file. */
export function learnedTable(table: Dense<Float32Array>, sides: LearnedTable['sides'] = null): LearnedTable {
  return { ...table, sides, encoding: (settings) => learnedEncoding(table, settings) };
}
