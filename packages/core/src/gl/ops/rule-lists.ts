import type { Bias } from '../../math/attention/bias.js';
import { BiasTerm } from '../../math/attention/bias-term.js';
import type { MaskRule } from '../../math/attention/mask.js';
import type { AttentionShape } from '../../math/attention/shape.js';
import type { BiasForm } from './bias.glsl.js';
import type { Device } from './device.js';
import type { RuleForm } from './rule.glsl.js';
import { uploadList } from './matrices.js';

type Textures = Readonly<Record<string, WebGLTexture>>;
type Ints = Readonly<Record<string, readonly number[]>>;

/** Batch items and heads that an array [1 or batch, 1 or heads, queries, keys] tells apart. */
const gridOf = (shape: readonly number[]): readonly number[] => (shape.length === 4 ? shape.slice(0, 2) : [1, 1]);

/** A mask rule and a bias as kernels get them: uniforms, and lists in textures. */
export class RuleLists {
  readonly form: RuleForm;
  readonly biasForm: BiasForm;
  readonly #device: Device;
  readonly #ints: Ints;
  readonly #lengths: Textures;
  readonly #lists: Textures;
  readonly #grids: Ints;

  /** Throws `wrong-shape` and `bad-option` where the bias does not fit, `too-large` where an array is beyond a texture. */
  constructor(device: Device, shape: AttentionShape, rule: MaskRule, bias: Bias | undefined) {
    this.#device = device;
    const { list, form, grid } = biasList(shape, bias);
    this.biasForm = form;
    const { causal, window, globals, block } = rule;
    this.form = {
      causal,
      window: window < Infinity,
      block: block > 0,
      lengths: rule.lengths !== null,
      allowed: rule.allowed !== null,
    };
    this.#ints = {
      lengths: [shape.queries, shape.keys, shape.heads, shape.keyHeads],
      rule: [Math.min(window, 2 ** 30), globals, block],
    };
    this.#lengths = rule.lengths ? { keyLengths: uploadList(device, rule.lengths) } : {};
    this.#lists = {
      ...(rule.allowed && { allowed: uploadList(device, rule.allowed.values) }),
      ...(list && { bias: uploadList(device, list) }),
    };
    this.#grids = {
      ...(rule.allowed && { allowedGrid: gridOf(rule.allowed.shape) }),
      ...(grid && { biasGrid: grid }),
    };
  }

  /** For kernels that ask which keys a query can reach. */
  get reach(): { textures: Textures; ints: Ints } {
    return { textures: this.#lengths, ints: this.#ints };
  }

  /** For kernels that decide cell by cell. */
  get cells(): { textures: Textures; ints: Ints } {
    return { textures: { ...this.#lengths, ...this.#lists }, ints: { ...this.#ints, ...this.#grids } };
  }

  free(): void {
    this.#device.free(...Object.values(this.#lengths), ...Object.values(this.#lists));
  }
}

function biasList(
  shape: AttentionShape,
  bias: Bias | undefined,
): { list: ArrayLike<number> | null; form: BiasForm; grid?: readonly number[] } {
  if (!bias) return { list: null, form: 'none' };
  const term = new BiasTerm(bias, shape);
  if (bias.kind === 'alibi') return { list: bias.slopes, form: 'slope' };
  if (bias.kind === 'array') return { list: bias.values.values, form: 'cell', grid: gridOf(bias.values.shape) };
  const { heads, queries, keys } = shape;
  const distances = queries + keys - 1;
  const list = Float32Array.from({ length: heads * distances }, (_, at) => {
    const distance = at % distances;
    const query = Math.max(0, queries - 1 - distance);
    return term.at(0, Math.floor(at / distances), query, distance - (queries - 1) + query);
  });
  return { list, form: 'distance' };
}
