import type { DataType, KernelBackend, KernelConfig, KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import { ROW_SHIFT } from '../../../gl/scratch-texture.js';
import { fillStore, type Placed } from '../../backends/gl-store.js';
import { type TexturePanel, PanelPool } from '../../backends/panel-pool.js';
import { storageOf, type TextureStorage } from '../../backends/texture-storage.js';

/** An array on the device. */
export interface GLArray {
  readonly shape: readonly number[];
  readonly size: number;
  readonly dtype: DataType;
  readonly placed: Placed;
}

export type GLInputs = Readonly<Record<string, GLArray>>;
export type GLKernel<Attrs> = (gl: GLRunner, inputs: GLInputs, attrs: Attrs) => readonly GLArray[];

/** A program for all shapes: they are uniforms. */
export interface GLProgram {
  readonly fragment: string;
  readonly inputs: readonly string[];
  readonly ints: readonly string[];
  readonly outputs: number;
}

interface ProgramParts {
  /** Each is read by a function of its name, `float name(int index)`. */
  readonly inputs: readonly string[];
  readonly ints?: readonly string[];
  readonly floats?: readonly string[];
  /** `result` alone unless given. */
  readonly outputs?: readonly string[];
  /** Functions, and `void compute(int i)`, which gives the outputs their value at an index. */
  readonly body: string;
}

/** GLSL: how an input is read. */
export const readerOf = (name: string) => `uniform sampler2D ${name}Texture;
uniform int ${name}Start;
float ${name}(int index) {
  int at = ${name}Start + index;
  return texelFetch(${name}Texture, ivec2(at & ${(1 << ROW_SHIFT) - 1}, at >> ${ROW_SHIFT}), 0).r;
}`;

/** Puts a program together. A value is found from its index alone, so that nothing depends on a shape. */
export function program({ inputs, ints = [], floats = [], outputs = ['result'], body }: ProgramParts): GLProgram {
  const fragment = [
    '#version 300 es\nprecision highp float;\nprecision highp int;\nprecision highp sampler2D;',
    ...outputs.map((name, at) => `layout(location = ${at}) out float ${name};`),
    ...ints.map((name) => `uniform int ${name};`),
    ...floats.map((name) => `uniform float ${name};`),
    ...inputs.map(readerOf),
    body,
    `void main() { compute(int(gl_FragCoord.y) << ${ROW_SHIFT} | int(gl_FragCoord.x)); }`,
  ].join('\n');
  return { fragment, inputs, ints, outputs: outputs.length };
}

/** Numbers for the uniforms of a draw by name. */
export type Uniforms = Readonly<Record<string, number | boolean>>;

/** Runs programs for one kernel, and forgets what it does not give. */
export class GLRunner {
  readonly backend: TextureStorage;
  readonly #made: GLArray[] = [];
  readonly #panels: TexturePanel[] = [];

  constructor(backend: TextureStorage) {
    this.backend = backend;
  }

  /**
   * Computes one array for each output of a program, all of a shape. An input that is missing is never read; whole numbers that
   * the program does not declare are passed over.
   */
  draw(
    { fragment, inputs: names, ints: declared, outputs }: GLProgram,
    shape: readonly number[],
    inputs: Readonly<Record<string, GLArray | undefined>>,
    ints: Uniforms = {},
    floats: Uniforms = {},
  ): GLArray[] {
    const { backend } = this;
    const size = shape.reduce((product, length) => product * length, 1);
    const results = Array.from({ length: outputs }, () => backend.take(size));
    const [{ texture, width, height, device }] = results;
    const any = Object.values(inputs).find((input) => input !== undefined)?.placed.store.texture ?? texture;
    const textures: Record<string, WebGLTexture> = {};
    const numbers: Record<string, number[]> = {};
    for (const name of names) {
      const input = inputs[name];
      textures[`${name}Texture`] = input ? input.placed.store.texture : any;
      numbers[`${name}Start`] = [input ? input.placed.start : 0];
      if (input?.placed.shift !== undefined) numbers[`${name}Shift`] = [input.placed.shift];
    }
    for (const name of declared) numbers[name] = [Number(ints[name])];
    device.run({
      fragment,
      targets: results.map(({ texture }) => texture),
      width,
      height,
      textures,
      ints: numbers,
      floats: floats as Record<string, number>,
    });
    const made = results.map((store) => ({ shape, size, dtype: 'float32' as const, placed: { store, start: 0 } }));
    this.#made.push(...made);
    return made;
  }

  /** Values that a kernel is told as an attribute, on the device until it ends. */
  upload(values: ArrayLike<number>): GLArray {
    const store = this.backend.take(values.length);
    fillStore(store, values);
    const array = {
      shape: [values.length],
      size: values.length,
      dtype: 'float32' as const,
      placed: { store, start: 0 },
    };
    this.#made.push(array);
    return array;
  }

  /** The array of a tensor. */
  input({ dataId, shape, dtype }: TensorInfo): GLArray {
    const size = shape.reduce((product, length) => product * length, 1);
    const array = { shape, size, dtype, placed: this.backend.place(dataId, size) };
    if (array.placed.borrowed) this.#made.push(array);
    return array;
  }

  /** An array that is yet to be computed. */
  room(shape: readonly number[]): GLArray {
    const size = shape.reduce((product, length) => product * length, 1);
    const array = { shape, size, dtype: 'float32' as const, placed: { store: this.backend.take(size), start: 0 } };
    this.#made.push(array);
    return array;
  }

  /** The same values under another shape. */
  as(array: GLArray, shape: readonly number[]): GLArray {
    return { ...array, shape };
  }

  /** Keeps a panel until the kernel ends. */
  leaveLater(panel: TexturePanel): void {
    this.#panels.push(panel);
  }

  /** Tensors of what a kernel gives, and an end to everything else that it made. */
  finish(given: readonly GLArray[]): TensorInfo[] {
    const infos = given.map(({ placed, shape, dtype }) => {
      placed.store.users++;
      return this.backend.adopt(placed.store, placed.start, shape, dtype);
    });
    for (const { placed } of this.#made) this.backend.leave(placed.store);
    for (const panel of this.#panels) PanelPool.of(this.backend.device).leave(panel);
    return infos;
  }
}

/** Registers with tfjs what computes on textures. */
export function glKernelConfig<Attrs>(kernelName: string, kernel: GLKernel<Attrs>): KernelConfig {
  const kernelFunc = ({ inputs, attrs, backend }: { inputs: object; attrs: object; backend: KernelBackend }) => {
    const { names, ...own } = attrs as { names: readonly string[] };
    const runner = new GLRunner(storageOf(backend)!);
    const given: Record<string, GLArray> = {};
    for (const [i, info] of (inputs as readonly TensorInfo[]).entries()) given[names[i]] = runner.input(info);
    const outputs = runner.finish(kernel(runner, given, own as Attrs));
    return outputs.length === 1 ? outputs[0] : outputs;
  };
  return { kernelName, backendName: 'webgl', kernelFunc: kernelFunc as unknown as KernelFunc };
}
