import type { BackendValues, DataId, DataType, TensorInfo } from '@tensorflow/tfjs-core';
import { AttnError } from '../../errors.js';
import { Device } from '../../gl/ops/device.js';
import type { Stage } from '../../gl/stage.js';
import { type Counted, CountedBackend } from './counted-backend.js';
import { fillStore, type Placed, type Store, StorePool } from './gl-store.js';
import type { TextureStorage } from './texture-storage.js';

interface Stored extends Counted {
  readonly dtype: DataType;
  readonly size: number;
  /** On the CPU, where they are known there. */
  values: BackendValues | null;
  /** In a texture, from `start` on, once a kernel needed or made them there. */
  store: Store | null;
  start: number;
}

/**
 * TensorFlow.js' storage of tensors as textures of the stage's own context: what it computes, figures draw without reading
 * it back. The backend of `@tensorflow/tfjs-backend-webgl` may take its place (see tensorflow-storage.ts) where other operations
 * run beside ours; it brings flags, layouts of textures that vary with the shape, and so a program for every shape.
 *
 * When the context is lost, what was in its textures is lost: reading it, or computing with it, throws `context-lost`. What is
 * made after the context was restored works.
 */
export class GLBackend extends CountedBackend<Stored> implements TextureStorage {
  readonly #stage: Stage;
  readonly #pools = new WeakMap<Device, StorePool>();

  constructor(stage: Stage) {
    super();
    this.#stage = stage;
  }

  /** The device at present. Throws `no-webgl`, `context-lost`. */
  get device(): Device {
    return Device.of(this.#stage);
  }

  get #pool(): StorePool {
    const { device } = this;
    let pool = this.#pools.get(device);
    if (!pool) this.#pools.set(device, (pool = new StorePool(device)));
    return pool;
  }

  /** Place of a tensor; uploads it if need be. */
  place(dataId: DataId): Placed {
    const stored = this.data.get(dataId);
    if (!stored.store) {
      stored.store = this.#pool.take(stored.size);
      fillStore(stored.store, stored.values as Float32Array);
      // Kept on the CPU too: a lost context costs nothing that was uploaded, and reading it back is free.
    } else if (stored.store.device !== this.device) {
      if (!stored.values) throw new AttnError('context-lost');
      stored.store = null;
      return this.place(dataId);
    }
    return { store: stored.store, start: stored.start };
  }

  /** A texture for the output of a kernel. */
  take(count: number): Store {
    return this.#pool.take(count);
  }

  /** One user of a texture less. Those of a lost context are gone already. */
  leave(store: Store): void {
    this.#pools.get(store.device)?.leave(store);
  }

  /** A tensor of what lies in a texture; takes over one user of it. */
  adopt(store: Store, start: number, shape: readonly number[], dtype: DataType): TensorInfo {
    const dataId = {};
    const size = shape.reduce((product, length) => product * length, 1);
    this.data.set(dataId, { dtype, size, refCount: 1, values: null, store, start });
    return { dataId, shape: [...shape], dtype };
  }

  override move(dataId: DataId, values: BackendValues, _shape: number[], dtype: DataType, refCount: number): void {
    this.data.set(dataId, { dtype, size: values.length, refCount, values, store: null, start: 0 });
  }

  /** Waits for the device. Throws `context-lost` where it lost the values; TensorFlow.js' own backend gives zeros then. */
  override readSync(dataId: DataId): BackendValues {
    const stored = this.data.get(dataId);
    if (stored.values) return stored.values;
    const { texture, width, height, device } = this.place(dataId).store;
    return this.#keep(stored, device.readNow(texture, width, height));
  }

  /** Rejects with `context-lost` where that happens meanwhile; TensorFlow.js' own backend waits for ever. */
  override async read(dataId: DataId): Promise<BackendValues> {
    const stored = this.data.get(dataId);
    if (stored.values) return stored.values;
    const { texture, width, height, device } = this.place(dataId).store;
    const [texels] = await device.startReading([texture], width, height);
    return this.#keep(stored, texels);
  }

  #keep(stored: Stored, texels: Float32Array): BackendValues {
    const { dtype, size, start } = stored;
    const values = new { float32: Float32Array, int32: Int32Array, bool: Uint8Array }[dtype as 'float32'](size);
    for (let i = 0; i < size; i++) values[i] = texels[4 * (start + i)];
    stored.values = values;
    return values;
  }

  override timerAvailable(): boolean {
    return false;
  }

  protected override end({ store }: Stored): void {
    if (store) this.leave(store);
  }
}
