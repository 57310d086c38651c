import { engine, findBackendFactory, registerBackend, setBackend } from '@tensorflow/tfjs-core';
import { CpuBackend } from './backends/cpu-backend.js';
import { registerEngineGradients, registerEngineKernels } from './backends/engine-kernels.js';

export interface EngineOptions {
  readonly engine: 'cpu';
}

/** Makes TensorFlow.js ready for the operations of this module, on one engine. */
export async function startTensorflow(_options: EngineOptions): Promise<void> {
  if (!findBackendFactory('cpu')) registerBackend('cpu', () => new CpuBackend(), 1);
  registerEngineKernels();
  registerEngineGradients();
  await setBackend('cpu');
}

export const memory = () => engine().memory();
