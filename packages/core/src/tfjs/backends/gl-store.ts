import type { Device } from '../../gl/ops/device.js';
import { ROW } from '../../gl/scratch-texture.js';
import { type TexturePanel, PanelPool } from './panel-pool.js';

/** A texture of single floats that hold one array, or several one after another, in rows of 2048. */
export interface Store {
  readonly device: Device;
  readonly texture: WebGLTexture;
  readonly width: number;
  readonly height: number;
  /** Tensors that lie in it. */
  users: number;
  /** Its values packed as vectors, for kernels that read them again; ends with it. */
  readonly packed?: Map<string, TexturePanel>;
}

/** Values of a tensor in a texture: in rows of 2048, from `start` on. */
export interface Placed {
  readonly store: Store;
  readonly start: number;
  /** Shift of a panel, which is no tensor: its rows hold 2^shift vectors. */
  readonly shift?: number;
  /** Whether it was made for who asked, and is theirs to leave. */
  readonly borrowed?: boolean;
}

/** Size of the texture of so many values. */
export const storeSize = (count: number) => ({
  width: Math.max(1, Math.min(count, ROW)),
  height: Math.max(1, Math.ceil(count / ROW)),
});

/** Textures that are free, by their size: making one costs more than a small kernel. */
export class StorePool {
  readonly #device: Device;
  readonly #free = new Map<string, Store[]>();
  #kept = 0;

  constructor(device: Device) {
    this.#device = device;
  }

  /** A texture for so many values, with one user. Throws `too-large`. */
  take(count: number): Store {
    const { width, height } = storeSize(count);
    const free = this.#free.get(`${width} ${height}`)?.pop();
    if (!free) {
      const texture = this.#device.listTexture(width, height);
      return { device: this.#device, texture, width, height, users: 1, packed: new Map() };
    }
    this.#kept -= width * height;
    free.users = 1;
    return free;
  }

  /** One user less; the last one gives the texture back. */
  leave(store: Store): void {
    store.users--;
    if (store.users > 0) return;
    for (const panel of store.packed?.values() ?? []) PanelPool.of(this.#device).leave(panel);
    store.packed?.clear();
    const { width, height, texture } = store;
    // 64 MB: what an eager page forgets to use again must not stay.
    if (this.#kept + width * height > 2 ** 24) {
      this.#device.free(texture);
      return;
    }
    this.#kept += width * height;
    const key = `${width} ${height}`;
    const free = this.#free.get(key);
    if (free) free.push(store);
    else this.#free.set(key, [store]);
  }
}

/** Writes values into a store from its start on. */
export function fillStore({ device, texture, width }: Store, values: ArrayLike<number>): void {
  const { gl } = device;
  const floats = values instanceof Float32Array ? values : Float32Array.from(values);
  const whole = Math.floor(floats.length / width);
  const rest = floats.length - whole * width;
  gl.activeTexture(gl.TEXTURE0);
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.bindBuffer(gl.PIXEL_UNPACK_BUFFER, null);
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 4);
  gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, false);
  if (whole > 0) gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, width, whole, gl.RED, gl.FLOAT, floats, 0);
  if (rest > 0) gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, whole, rest, 1, gl.RED, gl.FLOAT, floats, whole * width);
}
