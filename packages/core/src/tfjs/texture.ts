import { engine, getBackend, type Tensor } from '@tensorflow/tfjs-core';
import { badOption } from '../math/option.js';
import { GLBackend } from './backends/gl-backend.js';

export interface TensorTexture {
  /** Single floats, in the stage's context, in rows of 2048: as the figures' own matrices are kept. Not to be freed. */
  readonly texture: WebGLTexture;
  /** Where in it the tensor begins. */
  readonly start: number;
}

/**
 * Where a tensor of the `webgl` engine lies, so that a figure draws it without reading it back. It stays there for as long as
 * the tensor lives. Throws `bad-option` on another engine, `context-lost`.
 */
export function textureOf(tensor: Tensor): TensorTexture {
  const { backend } = engine();
  if (!(backend instanceof GLBackend)) throw badOption('engine', getBackend(), 'tensors lie in textures on webgl only');
  const { store, start } = backend.place(tensor.dataId);
  return { texture: store.texture, start };
}
