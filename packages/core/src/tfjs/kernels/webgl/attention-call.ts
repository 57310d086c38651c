import type { AttentionAttributes, Rows } from '../cpu/attention-plan.js';
import { packedRows, rowsOf } from '../cpu/attention-plan.js';
import { asTheyAre, comparedWidth } from '../cpu/projection.js';
import * as programs from './attention-programs.js';
import type { GLArray, GLInputs, GLRunner } from './gl-kernel.js';
import { projectOnWebgl } from './projection-programs.js';

const weightings = { softmax: 0, sparsemax: 1, hard: 2 } as const;

/** Rows of an array and the array that they lie in. */
export interface Side {
  readonly array: GLArray;
  readonly rows: Rows;
}

const stepsOf = (name: string, { at, item, head, token }: Rows) => ({
  [`${name}At`]: at,
  [`${name}Item`]: item,
  [`${name}Head`]: head,
  [`${name}Token`]: token,
});

/** The arrays and numbers of one call of attention on the device: what both directions share. */
export class GLAttentionCall {
  readonly gl: GLRunner;
  readonly attrs: AttentionAttributes;
  readonly inputs: GLInputs;
  readonly compared: number;
  /** As they were given. */
  readonly query: Side;
  readonly key: Side;
  readonly value: Side;
  /** As they are compared. */
  readonly comparedQuery: Side;
  readonly comparedKey: Side;
  readonly floats: Record<string, number>;
  readonly mask: Record<string, GLArray | undefined>;
  readonly numbers: Record<string, number | boolean>;

  constructor(gl: GLRunner, inputs: GLInputs, attrs: AttentionAttributes) {
    const { layout, heads, keyHeads, queries, keys, width, keyWidth, valueWidth, score, rule } = attrs;
    const { relative, bias, scoreVector } = inputs;
    this.gl = gl;
    this.attrs = attrs;
    this.inputs = inputs;
    this.mask = {
      lengths: rule.lengths ? gl.upload(rule.lengths) : undefined,
      allowed: rule.allowed ? gl.upload(rule.allowed.values) : undefined,
    };
    this.compared = comparedWidth(attrs, scoreVector?.size ?? 0);
    if (layout === 'packed') {
      const side = (which: 0 | 1 | 2): Side => ({
        array: inputs.packed,
        rows: packedRows(0, heads, queries, width, which),
      });
      [this.query, this.key, this.value] = [side(0), side(1), side(2)];
    } else {
      this.query = { array: inputs.query, rows: rowsOf(layout, 0, heads, queries, width) };
      this.key = { array: inputs.key, rows: rowsOf(layout, 0, keyHeads, keys, keyWidth) };
      this.value = { array: inputs.value, rows: rowsOf(layout, 0, keyHeads, keys, valueWidth) };
    }
    this.floats = { scale: attrs.scale, sharpness: 1 / attrs.temperature };
    const [allowedItems, allowedHeads] = rule.allowed ? [1, 1, ...rule.allowed.shape].slice(-4) : [0, 0];
    const fixed = {
      heads,
      keyHeads,
      queries,
      keys,
      valueWidth,
      compared: this.compared,
      causal: rule.causal,
      window: rule.window === Infinity ? -1 : Math.min(rule.window, queries + keys),
      globals: rule.globals,
      block: rule.block,
      hasLengths: rule.lengths !== null,
      allowedItems,
      allowedHeads,
      isAdditive: score === 'additive',
      isCosine: score === 'cosine',
      isHeadsLast: layout !== 'heads-first',
      weighting: weightings[attrs.weighting],
      relativeHeads: relative ? relative.shape[1] : 0,
      biasItems: bias ? bias.shape[0] : 0,
      biasHeads: bias ? bias.shape[1] : 0,
      matrices: attrs.batch * heads,
      ...stepsOf('value', this.value.rows),
      ...stepsOf('upstream', rowsOf(layout, 0, heads, queries, valueWidth)),
    };
    this.numbers = fixed;
    this.comparedQuery = this.#project('query');
    this.comparedKey = this.#project('key');
    this.numbers = {
      ...fixed,
      ...stepsOf('query', this.comparedQuery.rows),
      ...stepsOf('key', this.comparedKey.rows),
    };
  }

  /** Numbers of a projection of one side. */
  projection(side: 'query' | 'key') {
    const { heads, keyHeads, queries, keys, width, keyWidth } = this.attrs;
    const isQuery = side === 'query';
    return {
      ...this.numbers,
      headCount: isQuery ? heads : keyHeads,
      tokens: isQuery ? queries : keys,
      width: isQuery ? width : keyWidth,
      items: this.attrs.batch,
      ...stepsOf('x', this[side].rows),
    };
  }

  #project(side: 'query' | 'key'): Side {
    const { attrs, inputs, compared } = this;
    if (asTheyAre(attrs.score, side)) return this[side];
    const numbers = this.projection(side);
    const { headCount, tokens } = numbers;
    const given = { x: this[side].array, weight: inputs[side === 'query' ? 'scoreQuery' : 'scoreKey'] };
    const [array] = this.gl.draw(projectOnWebgl, [attrs.batch, headCount, tokens, compared], given, numbers);
    return { array, rows: rowsOf('heads-first', 0, headCount, tokens, compared) };
  }

  /** The weights [batch, heads, queries, keys]. */
  weigh(): GLArray {
    const { gl, attrs, inputs, mask, numbers, floats } = this;
    const { batch, heads, queries, keys } = attrs;
    const shape = [batch, heads, queries, keys];
    const { relative, bias, scoreVector: vector } = inputs;
    const compared = { query: this.comparedQuery.array, key: this.comparedKey.array };
    const given = { ...compared, vector, relative, bias, ...mask };
    const [scores] = gl.draw(programs.scores, shape, given, numbers, { scale: floats.scale });
    const { sharpness } = floats;
    const rows = [batch, heads, queries];
    const [most, norm] = gl.draw(programs.statistics, rows, { scores, ...mask }, numbers, { sharpness });
    return gl.draw(programs.weights, shape, { scores, most, norm, ...mask }, numbers, { sharpness })[0];
  }
}
