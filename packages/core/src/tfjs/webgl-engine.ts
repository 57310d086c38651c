// The engine on the graphics device: fetched where it is tried, as not every page does.
import {
  Add,
  engine,
  findBackendFactory,
  type KernelBackend,
  registerBackend,
  registerKernel,
  removeBackend,
} from '@tensorflow/tfjs-core';
import { AttnError, reason } from '../errors.js';
import { Device } from '../gl/ops/device.js';
import { Stage } from '../gl/stage.js';
import { badOption } from '../math/option.js';
import { registerEngineKernels } from './backends/engine-kernels.js';
import { GLBackend } from './backends/gl-backend.js';
import { TensorflowStorage } from './backends/tensorflow-storage.js';
import { useStorage } from './backends/texture-storage.js';
import { add } from './kernels/webgl/add.js';
import { glKernelConfig } from './kernels/webgl/gl-kernel.js';
import { glKernels } from './kernels/webgl/index.js';

export type TensorflowWebGL = typeof import('@tensorflow/tfjs-backend-webgl');

/** Backends of TensorFlow.js that run on the stage's context. */
const adopted = new WeakMap<KernelBackend, TensorflowStorage>();

let isRegistered = false;

/** Makes the backend `webgl` ready. Throws `no-webgl` where there is no context that computes in float32, and `context-lost`. */
export function startWebGL(tensorflow?: TensorflowWebGL): void {
  const stage = Stage.page;
  // Half floats do not hold what a step of training changes.
  if (!Device.of(stage).canFloat32) throw new AttnError('no-webgl');
  registerKernels();
  // Looked up where it cannot be made by looking: TensorFlow.js' own would take a context of its own.
  const known = engine().registry.webgl;
  const storage = known && adopted.get(known);
  if (known instanceof GLBackend || (storage && !storage.isOver)) return;
  if (tensorflow) {
    // Importing the package registered it with a context of its own.
    removeBackend('webgl');
    registerBackend('webgl', () => adopt(tensorflow, stage), 2);
  } else if (!findBackendFactory('webgl')) {
    registerBackend('webgl', () => begin(stage), 2);
  } else throw badOption('engine', 'webgl', reason`TensorFlow.js' own WebGL backend is there: give it as tensorflow`);
}

function begin(stage: Stage): KernelBackend {
  const backend = new GLBackend(stage);
  useStorage(backend, backend);
  return backend;
}

function adopt({ GPGPUContext, MathBackendWebGL, setWebGLContext }: TensorflowWebGL, stage: Stage): KernelBackend {
  // Its flags are found in a context too, which would be a second one.
  setWebGLContext(2, stage.gl!);
  const backend = new MathBackendWebGL(new GPGPUContext(stage.gl!));
  const storage = new TensorflowStorage(backend, stage);
  useStorage(backend, storage);
  adopted.set(backend, storage);
  return backend;
}

function registerKernels(): void {
  if (isRegistered) return;
  isRegistered = true;
  for (const [name, kernel] of Object.entries(glKernels)) registerKernel(glKernelConfig(name, kernel));
  registerEngineKernels('webgl', ({ inputs: { a, b }, ...call }) => {
    const { kernelFunc } = glKernelConfig(Add, add);
    // Inputs reach the kernels of this folder by position.
    const given = { inputs: [a, b], attrs: { names: ['a', 'b'] }, backend: call.backend };
    return kernelFunc(given as unknown as Parameters<typeof kernelFunc>[0]);
  });
}
