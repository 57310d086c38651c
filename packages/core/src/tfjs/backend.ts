import {
  engine,
  findBackendFactory,
  type KernelBackend,
  registerBackend,
  removeBackend,
  setBackend,
} from '@tensorflow/tfjs-core';
import { AttnError } from '../errors.js';
import { Device } from '../gl/ops/device.js';
import { Stage } from '../gl/stage.js';
import { badOption } from '../math/option.js';
import { CpuBackend } from './backends/cpu-backend.js';
import { registerEngineGradients, registerEngineKernels } from './backends/engine-kernels.js';
import { GLBackend } from './backends/gl-backend.js';
import { TensorflowStorage } from './backends/tensorflow-storage.js';
import { useStorage } from './kernels/webgl/gl-kernel.js';
import { machine, startMachine } from './machine/index.js';

type TensorflowWebGL = typeof import('@tensorflow/tfjs-backend-webgl');

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
      readonly tensorflow?: TensorflowWebGL;
    };

export interface StartedEngine {
  readonly engine: 'cpu' | 'webgl';
  /** Whether the cpu engine runs on WebAssembly. */
  readonly simd: boolean;
}

/**
 * Makes TensorFlow.js ready for the operations of this module, on one engine: `cpu` runs everywhere, on WebAssembly with SIMD
 * where the page allows it; `webgl` on the context of the page's figures. May be called again, to change the engine, or after a lost context. Rejects
 * with `no-webgl` where there is no context that computes in float32, with `context-lost` while it is lost.
 */
export async function startTensorflow(options: EngineOptions): Promise<StartedEngine> {
  if (options.engine === 'webgl') startWebGL(options.tensorflow);
  else {
    if (!findBackendFactory('cpu')) registerBackend('cpu', () => new CpuBackend(), 1);
    await startMachine(options.simd === false ? 'plain' : 'simd');
  }
  registerEngineKernels(options.engine);
  registerEngineGradients();
  await setBackend(options.engine);
  return { engine: options.engine, simd: options.engine === 'cpu' && machine().kind === 'simd' };
}

function startWebGL(tensorflow: TensorflowWebGL | undefined): void {
  const stage = Stage.page;
  // Half floats do not hold what a step of training changes.
  if (!Device.of(stage).canFloat32) throw new AttnError('no-webgl');
  // Looked up where it cannot be made by looking: TensorFlow.js' own would take a context of its own.
  const known = engine().registry.webgl;
  const adopted = known && started.get(known);
  if (known instanceof GLBackend || (adopted && !adopted.isOver)) return;
  if (tensorflow) {
    // Importing the package registered it with a context of its own.
    removeBackend('webgl');
    registerBackend('webgl', () => adopt(tensorflow, stage), 2);
  } else if (!findBackendFactory('webgl')) registerBackend('webgl', () => new GLBackend(stage), 2);
  else throw badOption('engine', 'webgl', "TensorFlow.js' own WebGL backend is there: give it as tensorflow");
}

/** Backends of TensorFlow.js that run on the stage's context. */
const started = new WeakMap<KernelBackend, TensorflowStorage>();

function adopt({ GPGPUContext, MathBackendWebGL, setWebGLContext }: TensorflowWebGL, stage: Stage): KernelBackend {
  // Its flags are found in a context too, which would be a second one.
  setWebGLContext(2, stage.gl!);
  const backend = new MathBackendWebGL(new GPGPUContext(stage.gl!));
  const storage = new TensorflowStorage(backend, stage);
  useStorage(backend, storage);
  started.set(backend, storage);
  return backend;
}

/** Tensors and bytes that TensorFlow.js holds. */
export const memory = () => engine().memory();
