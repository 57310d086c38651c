import { attentionOutputShape } from '../cpu/attention.js';
import type { AttentionAttributes } from '../cpu/attention-plan.js';
import { asTheyAre } from '../cpu/projection.js';
import { GLAttentionCall } from './attention-call.js';
import * as backward from './attention-gradient-programs.js';
import * as forward from './attention-programs.js';
import { BlockedAttention, isBlocked } from './blocked-attention.js';
import type { GLArray, GLInputs, GLKernel, GLRunner } from './gl-kernel.js';
import { sumRows } from './linear.js';
import { withPanels } from './panels.js';
import * as projections from './projection-programs.js';

export const attentionOnWebgl: GLKernel<AttentionAttributes> = (gl, inputs, attrs) => {
  if (isBlocked(attrs, inputs)) return blocked(gl, inputs, attrs, (call) => call.forward(attentionOutputShape(attrs)));
  const call = new GLAttentionCall(gl, inputs, attrs);
  const weights = call.weigh();
  const [output] = gl.draw(
    forward.output,
    attentionOutputShape(attrs),
    { weights, value: call.value.array },
    call.numbers,
  );
  return attrs.weights ? [output, weights] : [output];
};

/** Gradients in the order of the kernel of the cpu. */
function blocked(
  gl: GLRunner,
  inputs: GLInputs,
  attrs: AttentionAttributes,
  compute: (call: BlockedAttention) => GLArray[],
): GLArray[] {
  return gl.backend.device.pooled(() => {
    const call = new BlockedAttention(gl, inputs, attrs);
    try {
      return compute(call);
    } finally {
      call.free();
    }
  });
}

export const attentionGradientOnWebgl: GLKernel<AttentionAttributes> = (gl, inputs, attrs) => {
  const { batch, heads, keyHeads, queries, keys, width, keyWidth, valueWidth, layout, score } = attrs;
  if (isBlocked(attrs, inputs)) return blocked(gl, inputs, attrs, (call) => call.backward(inputs));
  const { upstream, upstreamWeights, relative, bias, scoreVector: vector, scoreQuery, scoreKey } = inputs;
  const call = new GLAttentionCall(gl, inputs, attrs);
  const { compared, numbers, floats, mask } = call;
  const { sharpness, scale } = floats;
  const weights = call.weigh();
  const value = call.value.array;
  const backNumbers = { ...numbers, hasWeights: upstreamWeights !== undefined };
  const [back] = gl.draw(backward.toWeights, weights.shape, { upstream, value, upstreamWeights, ...mask }, backNumbers);
  const hasMeans = keys > backward.FEW_KEYS;
  const means = hasMeans
    ? gl.draw(backward.rowMeans, [batch, heads, queries], { weights, g: back }, numbers)[0]
    : undefined;
  const scored = { weights, g: back, means };
  const [g] = gl.draw(backward.toScores, weights.shape, scored, { ...numbers, hasMeans }, { sharpness });

  const query = call.comparedQuery.array;
  const key = call.comparedKey.array;
  const past = { weights, g, query, key, vector, upstream };
  const toArray = (part: number, shape: readonly number[], width: number, isHeadsLast: boolean): GLArray => {
    const [headCount, tokens] = part === 0 ? [heads, queries] : [keyHeads, keys];
    const own = { ...numbers, part, width, tokens, headCount, isHeadsLast, items: batch };
    const times = backward.arrayTimes(part === 3 ? 3 : 1, batch, headCount, tokens, width);
    return withPanels(backward.arraySums, times, past, own, (panels) => {
      return gl.draw(backward.toArrays, shape, panels, own, { scale })[0];
    });
  };
  const gradients: GLArray[] = [];
  const parameters: GLArray[] = [];

  const isPacked = layout === 'packed';
  const shapeOf = (side: 'query' | 'key' | 'value') =>
    isPacked ? [batch, queries, heads * width] : inputs[side].shape;

  /** The gradient of the queries or keys; that of the weight that projects them is put aside. */
  const toSide = (side: 'query' | 'key', weight: GLArray | undefined): GLArray => {
    const part = side === 'query' ? 0 : 1;
    const shape = shapeOf(side);
    if (asTheyAre(score, side)) return toArray(part, shape, part === 0 ? width : keyWidth, layout !== 'heads-first');
    const own = call.projection(side);
    const projected = toArray(part, [batch, own.headCount, own.tokens, compared], compared, false);
    const x = call[side].array;
    if (weight) parameters.push(gl.draw(projections.toProjection, weight.shape, { x, g: projected }, own)[0]);
    return gl.draw(projections.unproject, shape, { x, weight, g: projected }, own)[0];
  };

  if (isPacked && asTheyAre(score, 'query')) gradients.push(toArray(3, inputs.packed.shape, width, true));
  else {
    const toValue = toArray(2, shapeOf('value'), valueWidth, layout !== 'heads-first');
    const sides = { query: toSide('query', scoreQuery), key: toSide('key', scoreKey), value: toValue };
    if (isPacked) gradients.push(gl.draw(backward.pack, inputs.packed.shape, sides, { all: heads * width })[0]);
    else gradients.push(sides.query, sides.key, sides.value);
  }
  gradients.push(...parameters);
  if (vector) {
    const [parts] = gl.draw(backward.toVector, [batch, heads, queries, compared], { g, query, key }, numbers);
    gradients.push(sumRows(gl, parts, compared));
  }
  if (relative) gradients.push(gl.draw(backward.toRelative, relative.shape, { g }, numbers)[0]);
  if (bias) gradients.push(gl.draw(backward.toBias, bias.shape, { g }, numbers)[0]);
  return gradients;
};
