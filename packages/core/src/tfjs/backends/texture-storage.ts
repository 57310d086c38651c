import type { DataId, DataType, KernelBackend, TensorInfo } from '@tensorflow/tfjs-core';
import type { Device } from '../../gl/ops/device.js';
import type { Placed, Store } from './gl-store.js';

/** Storage of tensors in textures, where the WebGL kernels find arrays and put their results. */
export interface TextureStorage {
  /** The device at present. Throws `no-webgl`, `context-lost`. */
  readonly device: Device;
  /** Place of a tensor; uploads it if need be. What is `borrowed` is left again by who asked. */
  place(dataId: DataId, size: number): Placed;
  /** A texture for the output of a kernel, with one user. */
  take(count: number): Store;
  /** One user of a texture less. */
  leave(store: Store): void;
  /** A tensor of what lies in a texture; takes over one user of it. */
  adopt(store: Store, start: number, shape: readonly number[], dtype: DataType): TensorInfo;
  /** Values of a tensor, where the backend's own way of reading cannot be trusted. Rejects with `context-lost`. */
  download?(dataId: DataId, size: number): Promise<Float32Array>;
}

const storages = new WeakMap<KernelBackend, TextureStorage>();

/** Says where a backend keeps its tensors. */
export function useStorage(backend: KernelBackend, storage: TextureStorage): void {
  storages.set(backend, storage);
}

/** Texture storage of a backend, if it keeps its tensors in textures. */
export function storageOf(backend: KernelBackend): TextureStorage | undefined {
  return storages.get(backend);
}
