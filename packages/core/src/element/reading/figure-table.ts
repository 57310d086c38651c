import type { ReactiveControllerHost, TemplateResult } from 'lit';
import { dataTable, type TablePage } from './data-table.js';
import type { MatrixReading } from './matrix-reading.js';

/** Sentences around a table. */
type TableWords = Parameters<typeof dataTable>[2];

/** The table of a figure's numbers, a page of it at a time: open or not, as a reader has it. */
export class FigureTable {
  readonly #host: ReactiveControllerHost;
  #page: TablePage | null = null;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  get isOpen(): boolean {
    return this.#page !== null;
  }

  /** Opens it at its beginning, or closes it. */
  toggle(): void {
    this.#turn(this.#page ? null : { row: 0, column: 0 });
  }

  /** Other numbers are about to be shown. */
  close(): void {
    this.#page = null;
  }

  /** The page that is open, of numbers that are read by `reading`; null where it is closed. */
  render(reading: MatrixReading, words: TableWords): TemplateResult | null {
    return this.#page && dataTable(reading, this.#page, words, (page) => this.#turn(page));
  }

  #turn(page: TablePage | null): void {
    this.#page = page;
    this.#host.requestUpdate();
  }
}
