import type { WeightingKind } from '../../math/attention/weighting.js';
import { each, header, outputs } from './glsl.js';
import { maskedScores } from './scores.glsl.js';
import { weighSource } from './statistics.glsl.js';

const common = (targets: number, weighting: WeightingKind): string => `${header}
${each(targets, (at) => `uniform sampler2D scores${at};\nuniform sampler2D row${at};`)}
uniform float masked;
uniform float sharpness;
uniform ivec2 keySpan;
${weighSource(weighting)}`;

/** The weights of a block, laid out as its scores are: the operand of the product with the values. */
export const blockWeightsSource = (targets: number, weighting: WeightingKind): string => `${common(targets, weighting)}
${outputs(targets)}
void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  ivec2 row = ivec2(at.x / keySpan.y, at.y);
  int firstKey = (keySpan.x + at.x % keySpan.y) * 4;
  ${each(targets, (t) => `target${t} = weigh(texelFetch(scores${t}, at, 0), texelFetch(row${t}, row, 0), firstKey, 0.0);`)}
}`;

/** The weights of one head of a block in their place among all, to be drawn: what is masked is told from 0. */
export const weightsSource = (targets: number, weighting: WeightingKind): string => `${common(targets, weighting)}
uniform ivec2 corner;   // where the block's first query of this head goes
uniform int local;      // which head of the block
const float hidden = ${maskedScores.float32.fill.toExponential()};
layout(location = 0) out vec4 weights;
void main() {
  ivec2 at = ivec2(gl_FragCoord.xy) - corner;
  weights = vec4(hidden);
  if (at.x < keySpan.x || at.x >= keySpan.x + keySpan.y) return;
  ivec2 place = ivec2(local * keySpan.y - keySpan.x + at.x, at.y / ${targets});
  ivec2 row = ivec2(local, place.y);
  int firstKey = at.x * 4;
  int part = at.y % ${targets};
  ${each(targets, (t) => `if (part == ${t}) weights = weigh(texelFetch(scores${t}, place, 0), texelFetch(row${t}, row, 0), firstKey, hidden);`)}
}`;
