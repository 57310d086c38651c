import { engine, findBackend, findBackendFactory, registerBackend, setBackend } from '@tensorflow/tfjs-core';
import { AttnError } from '../errors.js';
import { Device } from '../gl/ops/device.js';
import { Stage } from '../gl/stage.js';
import { badOption } from '../math/option.js';
import { CpuBackend } from './backends/cpu-backend.js';
import { registerEngineGradients, registerEngineKernels } from './backends/engine-kernels.js';
import { GLBackend } from './backends/gl-backend.js';
import { machine, startMachine } from './machine/index.js';

export type EngineOptions =
  | {
      readonly engine: 'cpu';
      /** Whether it may use WebAssembly, where the page allows it. True unless given. */
      readonly simd?: boolean;
    }
  | { readonly engine: 'webgl' };

export interface StartedEngine {
  readonly engine: 'cpu' | 'webgl';
  /** Whether the cpu engine runs on WebAssembly. */
  readonly simd: boolean;
}

/**
 * Makes TensorFlow.js ready for the operations of this module, on one engine: `cpu` runs everywhere, on WebAssembly with SIMD
 * where the page allows it; `webgl` on the context of the page's figures. May be called again, to change the engine. Rejects
 * with `no-webgl` where there is no context that computes in float32, with `context-lost` while it is lost.
 */
export async function startTensorflow(options: EngineOptions): Promise<StartedEngine> {
  if (options.engine === 'webgl') startWebGL();
  else {
    if (!findBackendFactory('cpu')) registerBackend('cpu', () => new CpuBackend(), 1);
    await startMachine(options.simd === false ? 'plain' : 'simd');
  }
  registerEngineKernels(options.engine);
  registerEngineGradients();
  await setBackend(options.engine);
  return { engine: options.engine, simd: options.engine === 'cpu' && machine().kind === 'simd' };
}

function startWebGL(): void {
  // Half floats do not hold what a step of training changes.
  if (!Device.of(Stage.page).canFloat32) throw new AttnError('no-webgl');
  if (!findBackendFactory('webgl')) registerBackend('webgl', () => new GLBackend(Stage.page), 2);
  if (!(findBackend('webgl') instanceof GLBackend)) {
    throw badOption('engine', 'webgl', 'TensorFlow.js must not have a backend of this name before');
  }
}

/** Tensors and bytes that TensorFlow.js holds. */
export const memory = () => engine().memory();
