import {
  Add,
  Cast,
  clone,
  type GradFunc,
  getGradient,
  getKernel,
  Identity,
  type KernelFunc,
  registerGradient,
  registerKernel,
  Reshape,
  reshape,
  type Tensor,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import type { CpuBackend } from './cpu-backend.js';

type Call = Parameters<KernelFunc>[0];

/** The same data once more, under a shape. */
function share({ inputs, attrs, backend }: Call): TensorInfo {
  const x = inputs.x as TensorInfo;
  (backend as CpuBackend).incRef(x.dataId);
  const { shape } = (attrs ?? {}) as unknown as { shape?: number[] };
  if (!shape) return { dataId: x.dataId, dtype: x.dtype, shape: x.shape };
  const known = shape.reduce((product, length) => (length < 0 ? product : product * length), 1);
  const size = x.shape.reduce((product, length) => product * length, 1);
  return { dataId: x.dataId, dtype: x.dtype, shape: shape.map((length) => (length < 0 ? size / known : length)) };
}

function cast(call: Call): TensorInfo {
  const x = call.inputs.x as TensorInfo;
  const { dtype } = call.attrs as unknown as { dtype: 'float32' | 'int32' | 'bool' };
  if (dtype === x.dtype) return share({ ...call, attrs: {} });
  const backend = call.backend as CpuBackend;
  const given = backend.readSync(x.dataId) as Float32Array;
  const values = new { float32: Float32Array, int32: Int32Array, bool: Uint8Array }[dtype](given.length);
  for (let i = 0; i < values.length; i++) values[i] = dtype === 'bool' ? Number(given[i] !== 0) : given[i];
  return backend.makeTensorInfo(x.shape, dtype, values);
}

/** Sum of two arrays of equal shapes: all that summing two gradients of one tensor needs. */
export function sumOnCpu(call: Call): TensorInfo {
  const backend = call.backend as CpuBackend;
  const [a, b] = [call.inputs.a, call.inputs.b] as TensorInfo[];
  if (a.shape.join() !== b.shape.join()) {
    throw new Error('Shapes are only broadcast with the kernels of @tensorflow/tfjs-backend-cpu.');
  }
  const [x, y] = [backend.readSync(a.dataId), backend.readSync(b.dataId)] as Float32Array[];
  const values = Float32Array.from(x);
  for (let i = 0; i < values.length; i++) values[i] += y[i];
  return backend.makeTensorInfo(a.shape, a.dtype, values);
}

/** Registers what tfjs itself runs while it records and goes back along a tape. Kernels that are there already stay. */
export function registerEngineKernels(backendName: 'cpu' | 'webgl', sum: KernelFunc): void {
  const kernels = { [Identity]: share, [Reshape]: share, [Cast]: cast, [Add]: sum } as Record<string, KernelFunc>;
  for (const [kernelName, kernelFunc] of Object.entries(kernels)) {
    if (!getKernel(kernelName, backendName)) registerKernel({ kernelName, backendName, kernelFunc });
  }
}

/** Registers the gradients of the operations of tfjs that models are put together with: another shape, and a sum. */
export function registerEngineGradients(): void {
  if (!getGradient(Reshape)) {
    const gradFunc: GradFunc = (dy, [x]) => ({ x: () => reshape(dy as Tensor, x.shape) });
    registerGradient({ kernelName: Reshape, inputsToSave: ['x'], gradFunc });
  }
  if (!getGradient(Add)) {
    const to = (dy: Tensor, { shape }: Tensor) => {
      if (dy.shape.join() === shape.join()) return clone(dy);
      throw new Error(`The gradient of a sum of [${dy.shape.join(', ')}] and [${shape.join(', ')}] is not registered.`);
    };
    const gradFunc: GradFunc = (dy, [a, b]) => ({ a: () => to(dy as Tensor, a), b: () => to(dy as Tensor, b) });
    registerGradient({ kernelName: Add, inputsToSave: ['a', 'b'], gradFunc });
  }
}
