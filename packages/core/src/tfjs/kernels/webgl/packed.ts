import type { GLArray, GLRunner } from './gl-kernel.js';
import { drawPanels, panelInput, panelProgram } from './panels.js';

/** Writes each row as vectors of four, the last filled up with zeros, and zeros below the last row. */
const pack = panelProgram({
  inputs: ['x'],
  ints: ['columns', 'rows'],
  count: 1,
  body: `
void compute(int i) {
  int quads = (columns + 3) / 4;
  int row = i / quads;
  int column = (i - row * quads) * 4;
  int at = row * columns + column;
  int there = row < rows ? columns - column : 0;
  sum0 = vec4(
    there > 0 ? x(at) : 0.0,
    there > 1 ? x(at + 1) : 0.0,
    there > 2 ? x(at + 2) : 0.0,
    there > 3 ? x(at + 3) : 0.0
  );
}`,
});

/**
 * An array as rows of vectors, from which products read four numbers at once. It is kept beside the array for as long as that
 * lives: what a layer is given and its weights are read again on the way back.
 */
export function packed(gl: GLRunner, x: GLArray, columns: number): GLArray {
  const { store, start } = x.placed;
  const name = `${start} ${x.size} ${columns}`;
  const known = store.packed?.get(name);
  if (known) return panelInput(store.device, known);
  const rows = x.size / columns;
  const [panel] = drawPanels(pack, rows * Math.ceil(columns / 4), { x }, { columns, rows });
  if (store.packed) store.packed.set(name, panel);
  else gl.leaveLater(panel);
  return panelInput(store.device, panel);
}
