import type { Device } from '../../gl/ops/device.js';
import { ROW } from '../../gl/scratch-texture.js';

/** A texture of vectors of four floats. */
export interface Panel {
  readonly texture: WebGLTexture;
  readonly width: number;
  readonly height: number;
}

/** Panels that wait to be used again are forgotten beyond this many texels: 64 MB. */
const MOST_KEPT = 2 ** 22;

/** Width and height of so many texels, in rows of 2048. */
export const sizeOf = (count: number) => ({
  width: Math.max(1, Math.min(count, ROW)),
  height: Math.max(1, Math.ceil(count / ROW)),
});

/** Free textures of four floats a texel, by their size. */
export class PanelPool {
  static readonly #of = new WeakMap<Device, PanelPool>();
  readonly #device: Device;
  readonly #free = new Map<string, WebGLTexture[]>();
  #kept = 0;

  static of(device: Device): PanelPool {
    let panels = PanelPool.#of.get(device);
    if (!panels) PanelPool.#of.set(device, (panels = new PanelPool(device)));
    return panels;
  }

  private constructor(device: Device) {
    this.#device = device;
  }

  /** A panel of so many vectors, in rows of 2048. Throws `too-large`. */
  take(count: number): Panel {
    const { width, height } = sizeOf(count);
    const free = this.#free.get(`${width} ${height}`)?.pop();
    if (!free) return { texture: this.#device.texture(width, height), width, height };
    this.#kept -= width * height;
    return { texture: free, width, height };
  }

  leave({ texture, width, height }: Panel): void {
    if (this.#kept + width * height > MOST_KEPT) {
      this.#device.free(texture);
      return;
    }
    this.#kept += width * height;
    const key = `${width} ${height}`;
    const free = this.#free.get(key);
    if (free) free.push(texture);
    else this.#free.set(key, [texture]);
  }
}
