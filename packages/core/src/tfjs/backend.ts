import { engine, findBackendFactory, registerBackend, setBackend } from '@tensorflow/tfjs-core';
import { CpuBackend } from './backends/cpu-backend.js';
import { registerEngineGradients, registerEngineKernels } from './backends/engine-kernels.js';
import { machine, startMachine } from './machine/index.js';

export interface EngineOptions {
  readonly engine: 'cpu';
  /** Whether the cpu engine may use WebAssembly, where the page allows it. True unless given. */
  readonly simd?: boolean;
}

export interface StartedEngine {
  readonly engine: 'cpu';
  /** Whether it runs on WebAssembly. */
  readonly simd: boolean;
}

/** Makes TensorFlow.js ready for the operations of this module, on one engine. */
export async function startTensorflow({ simd = true }: EngineOptions): Promise<StartedEngine> {
  if (!findBackendFactory('cpu')) registerBackend('cpu', () => new CpuBackend(), 1);
  registerEngineKernels();
  registerEngineGradients();
  await startMachine(simd ? 'simd' : 'plain');
  await setBackend('cpu');
  return { engine: 'cpu', simd: machine().kind === 'simd' };
}

export const memory = () => engine().memory();
