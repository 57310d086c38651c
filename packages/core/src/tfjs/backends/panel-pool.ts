import type { Device } from '../../gl/ops/device.js';

/** A texture of vectors of four floats, in rows of 2^shift. */
export interface TexturePanel {
  readonly texture: WebGLTexture;
  readonly width: number;
  readonly height: number;
  readonly shift: number;
}

/** Panels that wait to be used again are forgotten beyond this many texels: 64 MB. */
const MOST_KEPT = 2 ** 22;

/** Devices compute squares of 2 × 2 texels at once: a panel about as high as it is wide leaves few of them empty. */
function sizeOf(count: number): Omit<TexturePanel, 'texture'> {
  const shift = Math.min(11, Math.max(1, Math.ceil(Math.log2(count) / 2)));
  return { shift, width: 1 << shift, height: Math.max(1, Math.ceil(count / (1 << shift))) };
}

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

  /** A panel of so many vectors. Throws `too-large`. */
  take(count: number): TexturePanel {
    const size = sizeOf(count);
    const { width, height } = size;
    const free = this.#free.get(`${width} ${height}`)?.pop();
    if (!free) return { ...size, texture: this.#device.texture(width, height) };
    this.#kept -= width * height;
    return { ...size, texture: free };
  }

  leave({ texture, width, height }: TexturePanel): void {
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
