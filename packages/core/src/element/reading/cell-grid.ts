import { html, type TemplateResult } from 'lit';
import type { Cell } from '../interaction/cell-cursor.js';
import type { MatrixReading } from './matrix-reading.js';

/** Cells on each side of the cursor that exist as elements; the rest of the matrix is only counted. */
const REACH = 1;

/**
 * A matrix as an ARIA grid of which only the cells around the cursor exist, so that a million cells cost nine elements.
 * It keeps the focus itself and points at the active cell.
 * @param name what the ids of its cells begin with, where a figure has several grids
 */
export function cellGrid(
  reading: MatrixReading,
  cursor: Cell,
  help: string,
  onKey: (event: KeyboardEvent) => void,
  name = 'cell',
): TemplateResult {
  const around = (at: number, count: number) => {
    const first = Math.max(0, at - REACH);
    return Array.from({ length: Math.min(count - 1, at + REACH) - first + 1 }, (_, i) => first + i);
  };
  const rows = around(cursor.row, reading.rows);
  const columns = around(cursor.column, reading.columns);
  return html`<div
    class="cells visually-hidden"
    role="grid"
    data-figure-skip
    tabindex="0"
    aria-label=${reading.label}
    aria-description=${help}
    aria-readonly="true"
    aria-rowcount=${reading.rows + 1}
    aria-colcount=${reading.columns + 1}
    aria-activedescendant="${name}-${cursor.row}-${cursor.column}"
    @keydown=${onKey}
  >
    <div role="row" aria-rowindex="1">
      ${columns.map((c) => html`<span role="columnheader" aria-colindex=${c + 2}>${reading.columnName(c)}</span>`)}
    </div>
    ${rows.map(
      (r) => html`<div role="row" aria-rowindex=${r + 2}>
        <span role="rowheader" aria-colindex="1">${reading.rowName(r)}</span>
        ${columns.map(
          (c) => html`<span
            role="gridcell"
            id="${name}-${r}-${c}"
            aria-colindex=${c + 2}
            aria-selected=${r === cursor.row && c === cursor.column}
            >${reading.sentence(r, c)}</span
          >`,
        )}
      </div>`,
    )}
  </div>`;
}
