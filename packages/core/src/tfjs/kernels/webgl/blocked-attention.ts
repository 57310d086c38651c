import { Attending } from '../../../gl/ops/attending.js';
import { AttendingBack } from '../../../gl/ops/attending-back.js';
import { BLOCK_BYTES } from '../../../gl/ops/attention-call.js';
import { type Block, blocksOf, allHeads } from '../../../gl/ops/block.js';
import type { Device } from '../../../gl/ops/device.js';
import { gatherSource, scatterSource } from '../../../gl/ops/lists.glsl.js';
import { Matrices, placeRows } from '../../../gl/ops/matrices.js';
import type { ScoreSide } from '../../../gl/ops/score-operands.js';
import type { Weighting } from '../../../math/attention/weighting.js';
import { type AttentionAttributes, packedRows, type Rows, rowsOf } from '../cpu/attention-plan.js';
import type { GLArray, GLInputs, GLRunner } from './gl-kernel.js';

/** Bytes of textures for the scores of whole heads. */
const HEADS_BYTES = 16 * 2 ** 20;

/** From how many scores of a head the blocked kernels pay for their rearranging of arrays. */
const WORTH = 64 * 64;

/** Whether a call is one for the register-blocked kernels of core/gl: large, and of products alone. */
export function isBlocked({ score, keyHeads, heads, queries, keys }: AttentionAttributes, inputs: GLInputs): boolean {
  const { relative, bias, upstreamWeights } = inputs;
  const isProduct = score === 'dot' || score === 'scaled-dot';
  return isProduct && keyHeads === heads && queries * keys >= WORTH && !relative && !bias && !upstreamWeights;
}

/** One call of attention by the kernels of core/gl/ops, from and to the arrays of TensorFlow.js. */
export class BlockedAttention {
  readonly #gl: GLRunner;
  readonly #attrs: AttentionAttributes;
  readonly #device: Device;
  readonly #attending: Attending;
  readonly #query: Matrices;
  readonly #key: Matrices;
  readonly #value: Matrices;
  readonly #held: Matrices[] = [];

  constructor(gl: GLRunner, inputs: GLInputs, attrs: AttentionAttributes) {
    const { layout, heads, queries, keys, width, keyWidth, valueWidth } = attrs;
    this.#gl = gl;
    this.#attrs = attrs;
    this.#device = gl.backend.device;
    this.#attending = new Attending(this.#device, this.#shape, attrs.rule, { weighting: this.#weighting });
    if (layout === 'packed') {
      const side = (which: 0 | 1 | 2) =>
        this.#gather(inputs.packed, packedRows(0, heads, queries, width, which), queries, width);
      [this.#query, this.#key, this.#value] = [side(0), side(1), side(2)];
    } else {
      this.#query = this.#gather(inputs.query, rowsOf(layout, 0, heads, queries, width), queries, width);
      this.#key = this.#gather(inputs.key, rowsOf(layout, 0, heads, keys, keyWidth), keys, keyWidth);
      this.#value = this.#gather(inputs.value, rowsOf(layout, 0, heads, keys, valueWidth), keys, valueWidth);
    }
  }

  /** The output, and the weights where they are asked for. */
  forward(outputShape: readonly number[]): GLArray[] {
    const { batch, heads, queries, keys, valueWidth, rule, layout } = this.#attrs;
    const device = this.#device;
    const attending = this.#attending;
    const output = this.#matrices(queries, valueWidth);
    const weights = this.#attrs.weights ? this.#matrices(queries, keys) : null;
    for (const block of blocksOf(device, this.#shape, rule, allHeads(this.#shape), BLOCK_BYTES, 16)) {
      const blockWeights = this.#weights(attending, block);
      const span = [block.keyTexel, block.keyTexels] as const;
      if (weights) placeRows(device, blockWeights, block, weights, block.query, block.queries, span);
      const outputs = attending.output(block, blockWeights, this.#value);
      placeRows(device, outputs, block, output, block.query, block.queries);
      device.free(...blockWeights, ...outputs);
    }
    const results = [this.#scatter([output], outputShape, layout !== 'heads-first')];
    if (weights) results.push(this.#scatter([weights], [batch, heads, queries, keys], false));
    return results;
  }

  /** Gradients of query, key and value, or of the array that they are packed in. */
  backward(inputs: GLInputs): GLArray[] {
    const { heads, queries, keys, width, valueWidth, layout, scale, rule } = this.#attrs;
    const device = this.#device;
    const attending = this.#attending;
    const back = new AttendingBack(device, rule, this.#weighting);
    const upstream = this.#gather(inputs.upstream, rowsOf(layout, 0, heads, queries, valueWidth), queries, valueWidth);
    const gradients = {
      query: this.#matrices(queries, width),
      key: this.#matrices(keys, width),
      value: this.#matrices(keys, valueWidth),
    };
    const ahead = keys - queries;
    for (const block of this.#wholeHeads()) {
      const weights = this.#weights(attending, block);
      const toValue = back.transposed(block, weights, upstream, ahead);
      placeRows(device, toValue, block, gradients.value, 0, keys);
      const toWeights = attending.scores(block, product(upstream, this.#value, 1));
      const toScores = back.scores(block, weights, toWeights);
      device.free(...weights, ...toValue, ...toWeights);
      const toKey = back.transposed(block, toScores, this.#query, ahead, scale);
      placeRows(device, toKey, block, gradients.key, 0, keys);
      const toQuery = attending.output(block, toScores, this.#key, scale);
      placeRows(device, toQuery, block, gradients.query, 0, queries);
      device.free(...toScores, ...toKey, ...toQuery);
    }
    const { query, key, value } = gradients;
    if (layout === 'packed') return [this.#scatter([query, key, value], inputs.packed.shape, true)];
    const isHeadsLast = layout === 'heads-last';
    return [
      this.#scatter([query], inputs.query.shape, isHeadsLast),
      this.#scatter([key], inputs.key.shape, isHeadsLast),
      this.#scatter([value], inputs.value.shape, isHeadsLast),
    ];
  }

  /** Gives back what was held on the way; results stay. */
  free(): void {
    for (const matrices of this.#held) matrices.free();
    this.#attending.free();
  }

  get #shape() {
    return { ...this.#attrs, rank: 4 };
  }

  get #weighting(): Weighting {
    const { weighting: kind, temperature } = this.#attrs;
    return kind === 'softmax' ? { kind, temperature } : { kind };
  }

  #matrices(rows: number, columns: number): Matrices {
    const { batch, heads } = this.#attrs;
    const matrices = new Matrices(this.#device, batch * heads, rows, columns);
    this.#held.push(matrices);
    return matrices;
  }

  #weights(attending: Attending, block: Block): readonly WebGLTexture[] {
    const scores = attending.scores(block, product(this.#query, this.#key, this.#attrs.scale));
    const statistics = attending.statistics(block, scores);
    const weights = attending.weights(block, scores, statistics);
    this.#device.free(...scores, ...statistics);
    return weights;
  }

  /** Blocks of all queries of some heads: sums over the queries then need no second pass. */
  #wholeHeads(): Block[] {
    const { batch, heads, queries, keys } = this.#attrs;
    const keyTexels = Math.ceil(keys / 4);
    const fit = Math.min(
      Math.floor(HEADS_BYTES / (queries * keyTexels * 16)),
      Math.floor(this.#device.maxSize / keyTexels),
    );
    const size = Math.max(1, fit);
    return Array.from({ length: Math.ceil((batch * heads) / size) }, (_, at) => ({
      loaded: [0, 0],
      head: at * size,
      heads: Math.min(size, batch * heads - at * size),
      query: 0,
      queries,
      keyTexel: 0,
      keyTexels,
    }));
  }

  #gather(array: GLArray, { at, item, head, token }: Rows, tokens: number, width: number): Matrices {
    const { heads } = this.#attrs;
    const matrices = this.#matrices(tokens, width);
    this.#device.run({
      fragment: gatherSource,
      targets: [matrices.texture],
      width: matrices.abreast * matrices.texels,
      height: Math.ceil(matrices.count / matrices.abreast) * matrices.rows,
      textures: { list: array.placed.store.texture },
      ints: {
        steps: [array.placed.start + at, item, head, token],
        lengths: [heads, width],
        matricesLayout: matrices.layout,
      },
    });
    return matrices;
  }

  #scatter(parts: readonly Matrices[], shape: readonly number[], isHeadsLast: boolean): GLArray {
    const [first] = parts;
    const result = this.#gl.room(shape);
    const { texture, width, height } = result.placed.store;
    this.#device.run({
      fragment: scatterSource,
      targets: [texture],
      width,
      height,
      textures: { part0: first.texture, part1: (parts[1] ?? first).texture, part2: (parts[2] ?? first).texture },
      ints: {
        lengths: [this.#attrs.heads, first.columns, parts.length, Number(isHeadsLast)],
        matricesLayout: first.layout,
      },
    });
    return result;
  }
}

const product = (query: Matrices, key: Matrices, scale: number): ScoreSide => ({
  query,
  key,
  vector: null,
  form: 'product',
  scale,
});
