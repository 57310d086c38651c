import {
  engine,
  type GradFunc,
  getGradient,
  type NamedTensorMap,
  registerGradient,
  registerKernel,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { type CpuKernel, cpuKernelConfig } from './kernels/cpu/cpu-kernel.js';

/** Tensors by name; what an operation can do without may be missing. */
export type Named<T> = Readonly<Record<string, T | undefined>>;
/** Attributes of an operation besides its tensors. */
export type Attributes = object;

/** Inputs of a gradient. */
export interface Past<Attrs extends Attributes> {
  readonly inputs: Readonly<Record<string, Tensor>>;
  /** Only those that the operation keeps. */
  readonly kept: readonly Tensor[];
  /** The gradient of what is minimised with respect to each output; zeros for an output that nothing depends on. */
  readonly upstream: readonly Tensor[];
  readonly attrs: Attrs;
}

/**
 * One operation: a kernel of this name for every backend (those of WebGL are listed in kernels/webgl/index.ts) and, if it can be
 * learned through, a gradient.
 */
export interface Op<Attrs extends Attributes = Attributes> {
  readonly name: string;
  readonly cpu: CpuKernel<Attrs>;
  /** Outputs that the gradient needs. */
  readonly keeps?: readonly boolean[];
  /** The gradient of each input; as a function where it costs something and may not be needed. */
  readonly gradient?: (past: Past<Attrs>) => Readonly<Record<string, Tensor | (() => Tensor)>>;
}

const registered = new Set<string>();

/** tfjs-core registers neither kernels nor gradients by itself; an operation brings its own the first time it runs. */
function register<Attrs extends Attributes>(op: Op<Attrs>): void {
  if (registered.has(op.name)) return;
  registered.add(op.name);
  registerKernel(cpuKernelConfig(op.name, op.cpu));
  const { gradient } = op;
  if (!gradient || getGradient(op.name)) return;
  const gradFunc: GradFunc = (dy, saved, attributes) => {
    const { names, ...attrs } = attributes as unknown as { names: readonly string[] } & Attrs;
    const inputs = Object.fromEntries(names.map((name, i) => [name, saved[i]]));
    const upstream = Array.isArray(dy) ? dy : [dy];
    const gradients = gradient({ inputs, kept: saved.slice(names.length), upstream, attrs: attrs as unknown as Attrs });
    // Inputs reach tfjs as a list, whose keys are indices.
    return Object.fromEntries(
      names.map((name, i) => {
        const given = gradients[name];
        return [i, typeof given === 'function' ? given : () => given];
      }),
    );
  };
  registerGradient({
    kernelName: op.name,
    saveAllInputs: true,
    outputsToSave: op.keeps ? [...op.keeps] : [],
    gradFunc,
  });
}

/** Runs an operation on the current backend; all its outputs. */
export function run<Attrs extends Attributes>(op: Op<Attrs>, inputs: Named<Tensor>, attrs: Attrs): Tensor[] {
  register(op);
  const given = Object.entries(inputs).filter((entry): entry is [string, Tensor] => entry[1] !== undefined);
  const list = given.map(([, tensor]) => tensor) as unknown as NamedTensorMap;
  const names = given.map(([name]) => name);
  const outputs = engine().runKernel(op.name, list, { ...attrs, names } as unknown as KernelAttributes);
  return Array.isArray(outputs) ? (outputs as Tensor[]) : [outputs as Tensor];
}

type KernelAttributes = Parameters<ReturnType<typeof engine>['runKernel']>[2];
