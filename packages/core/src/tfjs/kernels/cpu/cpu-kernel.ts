import type { KernelConfig, KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import { cpuRuntime } from '../../cpu-runtime/index.js';
import type { CpuRuntime } from '../../cpu-runtime/cpu-runtime.js';

export type Values = Float32Array | Int32Array;

/** Input or output of a kernel: row-major values. Those of an input are not to be written to. */
export interface KernelArray<V extends Values = Values> {
  readonly values: V;
  readonly shape: readonly number[];
}

export type Inputs = Readonly<Record<string, KernelArray>>;
export type CpuKernel<Attrs> = (runtime: CpuRuntime, inputs: Inputs, attrs: Attrs) => readonly KernelArray[];

/** The part of a backend that kernels use: ours, or `@tensorflow/tfjs-backend-cpu`. */
interface Backend {
  readonly data: { get(id: object): { readonly values: Values | Uint8Array } };
  makeTensorInfo(shape: number[], dtype: 'float32' | 'int32', values: Values): TensorInfo;
}

/** Registers with tfjs what computes on typed arrays. */
export function cpuKernelConfig<Attrs>(kernelName: string, kernel: CpuKernel<Attrs>): KernelConfig {
  const kernelFunc = ({ inputs, attrs, backend }: { inputs: object; attrs: object; backend: Backend }) => {
    const { names, ...own } = attrs as { names: readonly string[] };
    const given: Record<string, KernelArray> = {};
    for (const [i, tensor] of (inputs as readonly TensorInfo[]).entries()) {
      const { values } = backend.data.get(tensor.dataId);
      // Booleans are bytes, and tfjs keeps the plain arrays that a few of its own kernels make.
      const kept = values instanceof Float32Array || values instanceof Int32Array ? values : Int32Array.from(values);
      given[names[i]] = { values: kept, shape: tensor.shape };
    }
    const outputs = kernel(cpuRuntime(), given, own as Attrs).map(({ values, shape }) =>
      backend.makeTensorInfo([...shape], values instanceof Int32Array ? 'int32' : 'float32', values),
    );
    return outputs.length === 1 ? outputs[0] : outputs;
  };
  return { kernelName, backendName: 'cpu', kernelFunc: kernelFunc as unknown as KernelFunc };
}

/** Copies an input into the runtime. Allocate everything before the first copy: memory may move. */
export function put(runtime: CpuRuntime, at: number, { values }: KernelArray): number {
  runtime.floats.set(values, at);
  return at;
}

/** Copies a result out of the runtime. */
export function take(runtime: CpuRuntime, at: number, shape: readonly number[]): KernelArray<Float32Array> {
  const count = shape.reduce((product, length) => product * length, 1);
  return { values: runtime.floats.slice(at, at + count), shape };
}

/** A matrix whose rows lie without gaps. */
export const rowMajor = (at: number, columns: number) => ({ at, row: columns, column: 1 });
/** The same memory, read with rows as columns. */
export const transposedBlock = (at: number, columns: number) => ({ at, row: 1, column: columns });
