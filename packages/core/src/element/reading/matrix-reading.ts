import type { Cell } from '../interaction/cell-cursor.js';

/** A matrix as it is read aloud, listed and navigated: names instead of pixels. */
export interface MatrixReading {
  readonly label: string;
  readonly rows: number;
  readonly columns: number;
  /** Position of its first row and column, where it is a part of a matrix. */
  readonly origin?: Cell;
  rowName(row: number): string;
  columnName(column: number): string;
  /** The value alone, for a table. */
  value(row: number, column: number): string;
  /** The whole sentence of a cell. */
  sentence(row: number, column: number): string;
}
