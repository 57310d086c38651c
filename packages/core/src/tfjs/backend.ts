import { engine, findBackendFactory, registerBackend, setBackend } from '@tensorflow/tfjs-core';
import { lazy } from '../lazy.js';
import { CpuBackend } from './backends/cpu-backend.js';
import { registerEngineGradients, registerEngineKernels, sumOnCpu } from './backends/engine-kernels.js';
import { cpuRuntime, startCpuRuntime } from './cpu-runtime/index.js';

type WebGLEngine = typeof import('./webgl-engine.js');

export type EngineOptions =
  | {
      readonly engine: 'cpu';
      /** Whether it may use WebAssembly, where the page allows it. True unless given. */
      readonly simd?: boolean;
    }
  | {
      readonly engine: 'webgl';
      /**
       * `@tensorflow/tfjs-backend-webgl`, where other operations of TensorFlow.js are to run beside these: its backend then
       * takes the context of the page's figures in place of one of its own. Before it was first used.
       */
      readonly tensorflow?: Parameters<WebGLEngine['startWebGL']>[0];
    };

export interface StartedEngine {
  readonly engine: 'cpu' | 'webgl';
  /** Whether the cpu engine runs on WebAssembly. */
  readonly simd: boolean;
}

let webgl: WebGLEngine | null = null;

/**
 * Makes TensorFlow.js ready for the operations of this module, on one engine: `cpu` runs everywhere, on WebAssembly with SIMD
 * where the page allows it; `webgl` on the context of the page's figures. May be called again, to change the engine, or after a lost context. Rejects
 * with `no-webgl` where there is no context that computes in float32, with `context-lost` while it is lost, and with `not-loaded` where
 * what computes on `webgl` cannot be fetched.
 */
export async function startTensorflow(options: EngineOptions): Promise<StartedEngine> {
  if (options.engine === 'webgl') {
    webgl ??= await lazy(() => import('./webgl-engine.js'));
    webgl.startWebGL(options.tensorflow);
  } else {
    if (!findBackendFactory('cpu')) registerBackend('cpu', () => new CpuBackend(), 1);
    registerEngineKernels('cpu', sumOnCpu);
    await startCpuRuntime(options.simd === false ? 'plain' : 'simd');
  }
  registerEngineGradients();
  await setBackend(options.engine);
  return { engine: options.engine, simd: options.engine === 'cpu' && cpuRuntime().kind === 'simd' };
}

/** Tensors and bytes that TensorFlow.js holds. */
export const memory = () => engine().memory();
