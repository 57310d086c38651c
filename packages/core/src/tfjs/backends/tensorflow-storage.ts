import type { DataId, DataType, TensorInfo, TypedArray } from '@tensorflow/tfjs-core';
import { ROW_SHIFT } from '../../gl/scratch-texture.js';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { AttnError, reason } from '../../errors.js';
import { Device } from '../../gl/ops/device.js';
import { header } from '../../gl/ops/glsl.js';
import type { Stage } from '../../gl/stage.js';
import { fillStore, type Placed, type Store, storeSize } from './gl-store.js';
import type { TextureStorage } from './texture-storage.js';

/** Render target of a kernel of TensorFlow.js, as its texture manager calls it. */
const RENDER = 0;

/** A texture of TensorFlow.js' pool, which it keeps for a tensor. */
interface PooledStore extends Store {
  readonly dataId: DataId;
  /** Whether that tensor was given away, and is no longer ours to end. */
  given: boolean;
}

/**
 * The textures of TensorFlow.js' own WebGL backend, where it runs on the stage's context: our kernels read what its kernels
 * made and the other way round, and neither copies where both lay an array out alike, in rows of 2048 single floats.
 */
export class TensorflowStorage implements TextureStorage {
  readonly #backend: MathBackendWebGL;
  readonly #stage: Stage;
  readonly #generation: number;

  constructor(backend: MathBackendWebGL, stage: Stage) {
    this.#backend = backend;
    this.#stage = stage;
    this.#generation = stage.generation;
  }

  /** Whether the context was lost since: what the backend holds is gone then, and it cannot go on. */
  get isOver(): boolean {
    return this.#stage.generation !== this.#generation;
  }

  get device(): Device {
    if (this.isOver) throw new AttnError('context-lost');
    return Device.of(this.#stage);
  }

  async download(dataId: DataId, size: number): Promise<Float32Array> {
    const { values } = this.#backend.texData.get(dataId);
    if (values) return Float32Array.from(values as TypedArray);
    const { store, start, borrowed } = this.place(dataId, size);
    const [texels] = await this.device.startReading([store.texture], store.width, store.height);
    if (borrowed) this.leave(store);
    return Float32Array.from({ length: size }, (_, i) => texels[4 * (start + i)]);
  }

  place(dataId: DataId, size: number): Placed {
    const backend = this.#backend;
    const data = backend.texData.get(dataId);
    const { values } = data;
    if (!data.texture && values) {
      // As after an upload of its own: the values are on the device, and there alone.
      data.values = null as never;
      const store = this.#room(dataId, size);
      fillStore(store, values as TypedArray);
      return { store, start: 0 };
    }
    if (!data.texture) throw new AttnError('unexpected', { ...reason`a tensor of TensorFlow.js has no values` });
    const start = data.slice?.flatOffset ?? 0;
    const [height, width] = data.texShape!;
    if (!data.isPacked && (width === 1 << ROW_SHIFT || (height === 1 && width < 1 << ROW_SHIFT))) {
      return { store: { device: this.device, texture: data.texture.texture, width, height, users: 1 }, start };
    }
    return { store: this.#copyOf({ dataId, shape: data.shape, dtype: data.dtype }, size), start: 0, borrowed: true };
  }

  take(count: number): PooledStore {
    const { dataId } = this.#backend.makeTensorInfo([count], 'float32');
    return this.#room(dataId, count);
  }

  leave(store: Store): void {
    const { dataId, given } = store as PooledStore;
    store.users--;
    if (store.users === 0 && dataId && !given) this.#backend.disposeData(dataId);
  }

  adopt(store: Store, start: number, shape: readonly number[], dtype: DataType): TensorInfo {
    const { dataId, given } = store as PooledStore;
    if (start === 0 && dataId && !given) return this.#give(store as PooledStore, shape, dtype);
    // A texture of TensorFlow.js belongs to one tensor: what shares one gets its own.
    const copy = this.take(shape.reduce((product, length) => product * length, 1));
    this.#copy(store.texture, start, 1 << ROW_SHIFT, copy);
    this.leave(store);
    return this.#give(copy, shape, dtype);
  }

  #give(store: PooledStore, shape: readonly number[], dtype: DataType): TensorInfo {
    const { dataId } = store;
    Object.assign(this.#backend.texData.get(dataId), { shape, dtype });
    store.given = true;
    return { dataId, shape: [...shape], dtype };
  }

  /** Gives a tensor without values a texture of our layout. */
  #room(dataId: DataId, count: number): PooledStore {
    const { width, height } = storeSize(count);
    const data = this.#backend.texData.get(dataId);
    Object.assign(data, { texShape: [height, width], usage: RENDER, isPacked: false });
    this.#backend.uploadToGPU(dataId);
    return { device: this.device, texture: data.texture!.texture, width, height, users: 1, dataId, given: false };
  }

  /** The values of a tensor that lie otherwise, two by two a texel or in rows of another length, laid out as ours. */
  #copyOf(info: TensorInfo, size: number): Store {
    const backend = this.#backend;
    const isPacked = backend.texData.get(info.dataId).isPacked;
    const single = isPacked ? backend.unpackTensor(info) : info;
    const { texture, texShape, slice } = backend.texData.get(single.dataId);
    const copy = this.take(size);
    this.#copy(texture!.texture, slice?.flatOffset ?? 0, texShape![1], copy);
    if (isPacked) backend.disposeIntermediateTensorInfo(single);
    return copy;
  }

  #copy(from: WebGLTexture, start: number, rowLength: number, into: Store): void {
    const { texture, width, height } = into;
    this.device.run({
      fragment: copySource,
      targets: [texture],
      width,
      height,
      textures: { from },
      ints: { layout_: [start, rowLength] },
    });
  }
}

/** Copies an array from one length of rows to ours. */
const copySource = `${header}
uniform sampler2D from;
uniform ivec2 layout_;  // where the array begins, and the length of its rows
layout(location = 0) out float value;
void main() {
  int at = layout_.x + (int(gl_FragCoord.y) << ${ROW_SHIFT} | int(gl_FragCoord.x));
  value = texelFetch(from, ivec2(at % layout_.y, at / layout_.y), 0).r;
}`;
