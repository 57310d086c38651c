import type { Device } from '../../../gl/ops/device.js';
import { type TexturePanel, PanelPool } from '../../backends/panel-pool.js';
import { type GLArray, readerOf, type Uniforms } from './gl-kernel.js';

/** A program whose invocations each compute several vectors: what is read for one result then serves many. */
export interface PanelProgram {
  readonly fragment: string;
  readonly inputs: readonly string[];
  readonly ints: readonly string[];
  readonly count: number;
}

/** GLSL: how a packed input is read, a vector at a time. */
const vectorReaderOf = (name: string) => `uniform sampler2D ${name}Texture;
uniform int ${name}Shift;
uniform int ${name}Start;
vec4 ${name}(int index) {
  int at = ${name}Start + index;
  return texelFetch(${name}Texture, ivec2(at & ((1 << ${name}Shift) - 1), at >> ${name}Shift), 0);
}`;

/** Vectors are called `sum0`, `sum1`, …; `void compute(int i)` gives them their values for an invocation. */
export function panelProgram(parts: {
  readonly inputs: readonly string[];
  /** Inputs that are panels: `vec4 name(int index)` reads them. */
  readonly panels?: readonly string[];
  readonly ints: readonly string[];
  readonly count: number;
  readonly body: string;
}): PanelProgram {
  const { inputs, panels = [], ints, count, body } = parts;
  const fragment = [
    '#version 300 es\nprecision highp float;\nprecision highp int;\nprecision highp sampler2D;',
    ...Array.from({ length: count }, (_, at) => `layout(location = ${at}) out vec4 sum${at};`),
    ...['ownShift', ...ints].map((name) => `uniform int ${name};`),
    ...inputs.map(readerOf),
    ...panels.map(vectorReaderOf),
    body,
    'void main() { compute(int(gl_FragCoord.y) << ownShift | int(gl_FragCoord.x)); }',
  ].join('\n');
  return { fragment, inputs: [...inputs, ...panels], ints, count };
}

/** Names of the panels as inputs of the program that makes an array of them. */
export const panelNames = (count: number) => Array.from({ length: count }, (_, at) => `panel${at}`);

/** GLSL: one number of panel `which`, of invocation `i`. */
export const fromPanels = (count: number) => `
uniform int panel0Shift;
float fromPanels(int which, int i, int lane) {
  ivec2 at = ivec2(i & ((1 << panel0Shift) - 1), i >> panel0Shift);
${panelNames(count)
  .map((name, at) => `  if (which == ${at}) return texelFetch(${name}Texture, at, 0)[lane];`)
  .join('\n')}
  return 0.0;
}`;

/** A panel as an input of a program, from one of its vectors on. */
export const panelInput = (device: Device, { texture, width, height, shift }: TexturePanel, start = 0): GLArray => ({
  shape: [],
  size: 0,
  dtype: 'float32',
  placed: { store: { device, texture, width, height, users: 1 }, start, shift },
});

/** Runs a program so many times, into panels that are the caller's to leave. An input that is missing is never read. */
export function drawPanels(
  { fragment, inputs: names, ints: declared, count }: PanelProgram,
  times: number,
  inputs: Readonly<Record<string, GLArray | undefined>>,
  ints: Uniforms,
): TexturePanel[] {
  const any = inputs[names[0]]!.placed;
  const { device } = any.store;
  const panels = Array.from({ length: count }, () => PanelPool.of(device).take(times));
  const [{ width, height, shift }] = panels;
  const placed = names.map((name) => [name, inputs[name]?.placed ?? any] as const);
  const samplers = Object.fromEntries(placed.map(([name, { store }]) => [`${name}Texture`, store.texture]));
  const numbers: Record<string, number[]> = { ownShift: [shift] };
  for (const [name, { start, shift }] of placed) {
    numbers[`${name}Start`] = [start];
    if (shift !== undefined) numbers[`${name}Shift`] = [shift];
  }
  for (const name of declared) numbers[name] = [Number(ints[name])];
  const targets = panels.map(({ texture }) => texture);
  device.run({ fragment, targets, width, height, textures: samplers, ints: numbers });
  return panels;
}

/** Runs a program so many times, and gives its panels to `use`, as inputs by name, for as long as that takes. */
export function withPanels<T>(
  program: PanelProgram,
  times: number,
  inputs: Readonly<Record<string, GLArray | undefined>>,
  ints: Uniforms,
  use: (panels: Readonly<Record<string, GLArray>>) => T,
): T {
  const { device } = inputs[program.inputs[0]]!.placed.store;
  const panels = drawPanels(program, times, inputs, ints);
  const result = use(Object.fromEntries(panels.map((panel, at) => [`panel${at}`, panelInput(device, panel)])));
  for (const panel of panels) PanelPool.of(device).leave(panel);
  return result;
}
