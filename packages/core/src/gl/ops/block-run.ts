import type { Block } from './block.js';
import type { Device, KernelCall } from './device.js';

/** Attributes of a kernel besides its block. */
export type BlockCall = Omit<KernelCall, 'targets' | 'width' | 'height' | 'corner'>;

/** Textures by the names of a kernel's samplers, `name0`, `name1`, … */
export const named = (name: string, textures: readonly WebGLTexture[]): Record<string, WebGLTexture> =>
  Object.fromEntries(textures.map((texture, at) => [name + at, texture]));

/** Runs a kernel over all queries of a block; its results are the caller's to free. */
export function runBlock(
  device: Device,
  block: Block,
  width: number,
  call: BlockCall,
  half = false,
): readonly WebGLTexture[] {
  const height = Math.ceil(block.queries / device.targets);
  const targets = Array.from({ length: device.targets }, () => device.texture(width, height, half));
  const ints = {
    ...call.ints,
    origin: [block.head, block.query],
    loaded: block.loaded,
    keySpan: [block.keyTexel, block.keyTexels],
  };
  device.run({ ...call, ints, targets, width, height });
  return targets;
}
