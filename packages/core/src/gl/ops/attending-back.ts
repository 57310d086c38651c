import type { MaskRule } from '../../math/attention/mask.js';
import type { Weighting } from '../../math/attention/weighting.js';
import type { Block } from './block.js';
import { named, runBlock } from './block-run.js';
import type { Device } from './device.js';
import { KEY_PARTS, rowMeansSource, scoreGradientSource, transposedSource } from './gradient.glsl.js';
import type { Matrices } from './matrices.js';

type Textures = readonly WebGLTexture[];

/** The kernels that go back through one call of attention, block by block; float32. Textures are the caller's to free. */
export class AttendingBack {
  readonly #device: Device;
  readonly #rule: MaskRule;
  readonly #weighting: Weighting;

  constructor(device: Device, rule: MaskRule, weighting: Weighting) {
    this.#device = device;
    this.#rule = rule;
    this.#weighting = weighting;
  }

  /** Gradient of the scores of a block from its weights and their gradient. */
  scores(block: Block, weights: Textures, back: Textures): Textures {
    const device = this.#device;
    const { kind } = this.#weighting;
    const textures = { ...named('weights', weights), ...named('back', back) };
    const means = runBlock(device, block, block.heads, { fragment: rowMeansSource(device.targets, kind), textures });
    const gradient = runBlock(device, block, block.heads * block.keyTexels, {
      fragment: scoreGradientSource(device.targets, kind),
      textures: { ...textures, ...named('mean', means) },
      floats: { sharpness: this.#weighting.kind === 'softmax' ? 1 / (this.#weighting.temperature ?? 1) : 1 },
    });
    device.free(...means);
    return gradient;
  }

  /**
   * For every key in reach of a block the sum over its queries of weight × row × scale. Key 4y + t of head h of the block lies in
   * texture t, row y.
   */
  transposed(block: Block, weights: Textures, rows: Matrices, keysAhead: number, scale = 1): Textures {
    const device = this.#device;
    const width = block.heads * rows.texels;
    const targets = Array.from({ length: KEY_PARTS }, () => device.texture(width, block.keyTexels));
    device.run({
      fragment: transposedSource(device.targets),
      targets,
      width,
      height: block.keyTexels,
      textures: { ...named('weights', weights), rows: rows.texture },
      ints: {
        rowsLayout: rows.layout,
        keySpan: [block.keyTexel, block.keyTexels],
        origin: [block.head, block.query],
        queries: [block.queries],
        ahead: [Number(this.#rule.causal), keysAhead],
      },
      floats: { scale },
    });
    return targets;
  }
}
