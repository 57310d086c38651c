import type { CellDetail, MatrixCell, MatrixReading } from '@attn-elements/core/element';

/** The cells of what is shown, in words and as data. */
export interface AttentionReader {
  readonly panels: number;
  /** Cells of a row; the rows of a document have as many as they have words. */
  columnsIn(row: number): number;
  /** Weights by which the strongest cells of a head are found, row after row. */
  strengths(panel: number): { readonly values: ArrayLike<number>; readonly columns: number };
  /** One head, for the ARIA grid and the table. */
  matrix(panel: number): MatrixReading;
  /** A cell with the name of its head. */
  sentence(spot: MatrixCell): string;
  detail(spot: MatrixCell): CellDetail;
  /** All of it in a few sentences. */
  summary(): string;
}
