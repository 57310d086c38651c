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
 * lives: what a layer is given and its weights are read again on the way back. Where vectors fall on vectors, all that lies in
 * a texture is packed in one draw, as are all parameters of a model; `isExact` forbids it, where what follows the last row is read too.
 */
export function packed(gl: GLRunner, x: GLArray, columns: number, isExact: boolean): GLArray {
  const { store, start } = x.placed;
  const { device, width, height } = store;
  const whole = !isExact && store.packed && columns % 4 === 0 && start % 4 === 0;
  const name = whole ? 'whole' : `${start} ${x.size} ${columns}`;
  const first = whole ? start / 4 : 0;
  const known = store.packed?.get(name);
  if (known) return panelInput(device, known, first);
  const [from, row, rows] = whole
    ? [{ ...x, placed: { store, start: 0 } }, 4, Math.ceil((width * height) / 4)]
    : [x, columns, x.size / columns];
  const [panel] = drawPanels(pack, rows * Math.ceil(row / 4), { x: from }, { columns: row, rows });
  if (store.packed) store.packed.set(name, panel);
  else gl.leaveLater(panel);
  return panelInput(device, panel, first);
}
