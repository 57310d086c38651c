import { html, nothing, type TemplateResult } from 'lit';
import type { MatrixReading } from './matrix-reading.js';

/** Rows and columns of a page: more in one table would cost a reader's phone its memory. */
const PAGE_ROWS = 50;
const PAGE_COLUMNS = 32;

/** Part of a matrix that its table shows. */
export interface TablePage {
  readonly row: number;
  readonly column: number;
}

/** The numbers of a matrix as a table, a page of 50 × 32 at a time. */
export function dataTable(
  reading: MatrixReading,
  page: TablePage,
  words: { rows: string; columns: string; previous: string; next: string },
  turn: (page: TablePage) => void,
): TemplateResult {
  const { origin } = reading;
  const rows = pageOf(page.row, reading.rows, PAGE_ROWS);
  const columns = pageOf(page.column, reading.columns, PAGE_COLUMNS);
  const turner = (
    word: string,
    at: { first: number; end: number },
    [count, origin = 0]: readonly [count: number, origin?: number],
    size: number,
    move: (to: number) => void,
  ) =>
    count <= size
      ? nothing
      : html`<span class="turner">
          <button type="button" aria-label="${word}: ${words.previous}" ?disabled=${at.first === 0} @click=${() => move(at.first - size)}>‹</button>
          ${word} ${origin + at.first}–${origin + at.end - 1} / ${count}
          <button type="button" aria-label="${word}: ${words.next}" ?disabled=${at.end === count} @click=${() => move(at.end)}>›</button>
        </span>`;
  return html`<div class="table-part" data-figure-skip>
    ${turner(words.rows, rows, [reading.rows, origin?.row], PAGE_ROWS, (row) => turn({ ...page, row }))}
    ${turner(words.columns, columns, [reading.columns, origin?.column], PAGE_COLUMNS, (column) => turn({ ...page, column }))}
    <div class="table" part="table" role="region" tabindex="0" aria-label=${reading.label}>
      <table>
        <thead>
          <tr>
            <td></td>
            ${columns.list.map((c) => html`<th scope="col">${reading.columnName(c)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.list.map(
            (r) => html`<tr>
              <th scope="row">${reading.rowName(r)}</th>
              ${columns.list.map((c) => html`<td>${reading.value(r, c)}</td>`)}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </div>`;
}

function pageOf(start: number, count: number, size: number) {
  const first = Math.max(0, Math.min(start, count - 1));
  const end = Math.min(count, first + size);
  return { first, end, list: Array.from({ length: end - first }, (_, i) => first + i) };
}
