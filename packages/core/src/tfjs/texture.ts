import { reason } from '../errors.js';
import { engine, getBackend, type Tensor } from '@tensorflow/tfjs-core';
import { badOption } from '../math/option.js';
import { storageOf } from './backends/texture-storage.js';

export interface TensorTexture {
  /** Single floats, in the stage's context, in rows of 2048: as the figures' own matrices are kept. Not to be freed. */
  readonly texture: WebGLTexture;
  /** Start of the tensor in it. */
  readonly start: number;
}

/**
 * Where a tensor of the `webgl` engine lies, so that a figure draws it without reading it back. It stays there for as long as
 * the tensor lives. Throws `bad-option` on another engine, and of what
 * TensorFlow.js' own kernels laid out otherwise; `context-lost`.
 */
export function textureOf(tensor: Tensor): TensorTexture {
  const storage = storageOf(engine().backend);
  if (!storage) throw badOption('engine', getBackend(), reason`tensors lie in textures on webgl only`);
  const { store, start, borrowed } = storage.place(tensor.dataId, tensor.size);
  if (borrowed) {
    // A tensor that a kernel of TensorFlow.js left packed, or in rows of its own, has no texture of ours.
    storage.leave(store);
    throw badOption('tensor', `[${tensor.shape}]`, reason`it must come from an operation of this module`);
  }
  return { texture: store.texture, start };
}
