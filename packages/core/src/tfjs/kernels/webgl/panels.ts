import { ROW_SHIFT } from '../../../gl/scratch-texture.js';
import type { Device } from '../../../gl/ops/device.js';
import { type GLArray, readerOf, type Uniforms } from './gl-kernel.js';

/** Panels that wait to be used again are forgotten beyond this many texels: 64 MB. */
const MOST_KEPT = 2 ** 22;

/** Free textures of four floats a texel, by their size. */
class Panels {
  static readonly #of = new WeakMap<Device, Panels>();
  readonly #device: Device;
  readonly #free = new Map<string, WebGLTexture[]>();
  #kept = 0;

  static of(device: Device): Panels {
    let panels = Panels.#of.get(device);
    if (!panels) Panels.#of.set(device, (panels = new Panels(device)));
    return panels;
  }

  private constructor(device: Device) {
    this.#device = device;
  }

  take(width: number, height: number): WebGLTexture {
    const free = this.#free.get(`${width} ${height}`)?.pop();
    if (!free) return this.#device.texture(width, height);
    this.#kept -= width * height;
    return free;
  }

  leave(texture: WebGLTexture, width: number, height: number): void {
    if (this.#kept + width * height > MOST_KEPT) {
      this.#device.free(texture);
      return;
    }
    this.#kept += width * height;
    const key = `${width} ${height}`;
    const free = this.#free.get(key);
    if (free) free.push(texture);
    else this.#free.set(key, [texture]);
  }
}

/** A program whose invocations each compute several vectors: what is read for one result then serves many. */
export interface PanelProgram {
  readonly fragment: string;
  readonly inputs: readonly string[];
  readonly ints: readonly string[];
  readonly count: number;
}

/** Vectors are called `sum0`, `sum1`, …; `void compute(int i)` gives them their values for an invocation. */
export function panelProgram(parts: {
  readonly inputs: readonly string[];
  readonly ints: readonly string[];
  readonly count: number;
  readonly body: string;
}): PanelProgram {
  const { inputs, ints, count, body } = parts;
  const fragment = [
    '#version 300 es\nprecision highp float;\nprecision highp int;\nprecision highp sampler2D;',
    ...Array.from({ length: count }, (_, at) => `layout(location = ${at}) out vec4 sum${at};`),
    ...ints.map((name) => `uniform int ${name};`),
    ...inputs.map(readerOf),
    body,
    `void main() { compute(int(gl_FragCoord.y) << ${ROW_SHIFT} | int(gl_FragCoord.x)); }`,
  ].join('\n');
  return { fragment, inputs, ints, count };
}

/** Names of the panels as inputs of the program that makes an array of them. */
export const panelNames = (count: number) => Array.from({ length: count }, (_, at) => `panel${at}`);

/** GLSL: one number of panel `which`, of invocation `i`. */
export const fromPanels = (count: number) => `
float fromPanels(int which, int i, int lane) {
  ivec2 at = ivec2(i & ${(1 << ROW_SHIFT) - 1}, i >> ${ROW_SHIFT});
${panelNames(count)
  .map((name, at) => `  if (which == ${at}) return texelFetch(${name}Texture, at, 0)[lane];`)
  .join('\n')}
  return 0.0;
}`;

/** Runs a program so many times, and gives its panels to `use`, as inputs by name, for as long as that takes. */
export function withPanels<T>(
  { fragment, inputs: names, ints: declared, count }: PanelProgram,
  times: number,
  inputs: Readonly<Record<string, GLArray>>,
  ints: Uniforms,
  use: (panels: Readonly<Record<string, GLArray>>) => T,
): T {
  const { device } = inputs[names[0]].placed.store;
  const panels = Panels.of(device);
  const width = Math.min(times, 1 << ROW_SHIFT);
  const height = Math.ceil(times / (1 << ROW_SHIFT));
  const textures = Array.from({ length: count }, () => panels.take(width, height));
  const samplers = Object.fromEntries(names.map((name) => [`${name}Texture`, inputs[name].placed.store.texture]));
  const starts = Object.fromEntries(names.map((name) => [`${name}Start`, [inputs[name].placed.start]]));
  const numbers = Object.fromEntries(declared.map((name) => [name, [Number(ints[name])]]));
  device.run({ fragment, targets: textures, width, height, textures: samplers, ints: { ...starts, ...numbers } });
  const given = textures.map((texture, at): [string, GLArray] => {
    const store = { device, texture, width, height, users: 1 };
    return [`panel${at}`, { shape: [], size: 0, dtype: 'float32', placed: { store, start: 0 } }];
  });
  const result = use(Object.fromEntries(given));
  for (const texture of textures) panels.leave(texture, width, height);
  return result;
}
