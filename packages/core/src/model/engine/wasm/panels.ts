import { type Tensor, type TypedArray } from '../../../tensor.js';
import type { MatrixOptions } from '../engine.js';

/** Types that weights are kept as, by the numbers that wasm/widen.ts has for them. */
export const panelTypes = { float32: 0, float16: 1, bfloat16: 2, int8: 3 } as const;
export type PanelType = keyof typeof panelTypes;

const itemBytes: Readonly<Record<PanelType, number>> = { float32: 4, float16: 2, bfloat16: 2, int8: 1 };

/** Outputs beside each other. */
export const PANEL = 8;

/** A stored matrix as it is to be kept: its codes by output and input, and where they stand. */
export interface Packing {
  readonly type: PanelType;
  readonly outputs: number;
  readonly inputs: number;
  /** Bytes of all panels. */
  readonly bytes: number;
  /** Factor of each output, of int8 rows; of each input where rows are stored by input. */
  readonly outputScales: Float32Array | null;
  readonly inputScales: Float32Array | null;
  /** Writes the panels: [panel, input, 8], 0 beyond the outputs. */
  readonly write: (buffer: ArrayBuffer, at: number) => void;
}

/** How a stored matrix is kept in panels, as it is stored wherever the loops can widen that. */
export function packingOf(stored: Tensor, { transposed = false, outputs: taken, scales }: MatrixOptions = {}): Packing {
  const [first] = stored.shape;
  const across = stored.size / first;
  const [all, inputs] = transposed ? [across, first] : [first, across];
  const rows = (taken ?? [[0, all]]).flatMap(([from, end]) => Array.from({ length: end - from }, (_, i) => from + i));
  const type = keptType(stored);
  const codes = type === 'float32' ? stored.float32() : stored.codes();
  const steps = transposed ? { output: 1, input: across } : { output: across, input: 1 };
  return {
    type,
    outputs: rows.length,
    inputs,
    bytes: Math.ceil(rows.length / PANEL) * PANEL * inputs * itemBytes[type],
    outputScales: scales && !transposed ? Float32Array.from(rows, (row) => scales[row]) : null,
    inputScales: scales && transposed ? scales : null,
    write(buffer, at) {
      const length = this.bytes / itemBytes[type];
      writePanels(codes, viewOf(type, buffer, at, length), rows, inputs, steps);
    },
  };
}

function writePanels(
  from: TypedArray,
  to: TypedArray,
  rows: readonly number[],
  inputs: number,
  steps: { readonly output: number; readonly input: number },
): void {
  // Numbers all: of 64-bit integers `float32` was made.
  const [source, panels] = [from as Float32Array, to as Float32Array];
  let at = 0;
  for (let panel = 0; panel < rows.length; panel += PANEL) {
    const lanes = Math.min(PANEL, rows.length - panel);
    if (lanes < PANEL) panels.fill(0, at, at + PANEL * inputs);
    // Written in order, and read along rows or across eight of them: the processor's cache has what comes next in both cases.
    const places = rows.slice(panel, panel + lanes).map((row) => row * steps.output);
    for (let input = 0, from = 0; input < inputs; input++, from += steps.input, at += PANEL) {
      for (let lane = 0; lane < lanes; lane++) panels[at + lane] = source[places[lane] + from];
    }
  }
}

function keptType(stored: Tensor): PanelType {
  const { dtype } = stored;
  if (dtype === 'bfloat16' || dtype === 'int8') return dtype;
  return dtype === 'float16' && areNumbers(stored.codes() as Uint16Array) ? dtype : 'float32';
}

/** Whether all are finite: what is beyond the largest number of 16 bits has codes that the loops do not know. */
function areNumbers(codes: Uint16Array): boolean {
  for (let at = 0; at < codes.length; at++) if ((codes[at] & 0x7c00) === 0x7c00) return false;
  return true;
}

function viewOf(type: PanelType, buffer: ArrayBuffer, at: number, length: number): TypedArray {
  if (type === 'float32') return new Float32Array(buffer, at, length);
  return type === 'int8' ? new Int8Array(buffer, at, length) : new Uint16Array(buffer, at, length);
}
