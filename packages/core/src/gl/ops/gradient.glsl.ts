import type { WeightingKind } from '../../math/attention/weighting.js';
import { each, header, outputs, placeOf } from './glsl.js';

const operands = (targets: number) =>
  each(targets, (at) => `uniform sampler2D weights${at};\nuniform sampler2D back${at};`);

/**
 * Term subtracted from the gradient of the weights of a row: for softmax its mean by weight, for sparsemax that over the support
 * (Martins & Astudillo 2016, 2.5).
 */
export const rowMeansSource = (targets: number, weighting: WeightingKind): string => `${header}
${operands(targets)}
uniform ivec2 keySpan;
${outputs(targets)}
void main() {
  int left = int(gl_FragCoord.x) * keySpan.y;
  int y = int(gl_FragCoord.y);
  vec4 weights, back;
  ${each(
    targets,
    (at) => `
  {
    float sum = 0.0;
    float count = 0.0;
    for (int texel = left; texel < left + keySpan.y; texel++) {
      weights = texelFetch(weights${at}, ivec2(texel, y), 0);
      back = texelFetch(back${at}, ivec2(texel, y), 0);
      ${
        weighting === 'sparsemax'
          ? 'vec4 share = vec4(greaterThan(weights, vec4(0.0)));\n      sum += dot(share, back);\n      count += dot(share, vec4(1.0));'
          : 'sum += dot(weights, back);'
      }
    }
    target${at} = vec4(${weighting === 'sparsemax' ? 'count > 0.0 ? sum / count : 0.0' : 'sum'});
  }`,
  )}
}`;

const throughWeighting: Readonly<Record<WeightingKind, string>> = {
  softmax: 'weights * (back - mean) * sharpness',
  sparsemax: 'mix(vec4(0.0), back - mean, greaterThan(weights, vec4(0.0)))',
  // A step has no slope.
  hard: 'vec4(0.0)',
};

/** Gradient of the scores of a block from that of its weights. */
export const scoreGradientSource = (targets: number, weighting: WeightingKind): string => `${header}
${operands(targets)}
${each(targets, (at) => `uniform sampler2D mean${at};`)}
uniform ivec2 keySpan;
uniform float sharpness;
${outputs(targets)}
void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  ivec2 row = ivec2(at.x / keySpan.y, at.y);
  vec4 weights, back;
  float mean;
  ${each(
    targets,
    (t) => `weights = texelFetch(weights${t}, at, 0);
  back = texelFetch(back${t}, at, 0);
  mean = texelFetch(mean${t}, row, 0).x;
  target${t} = ${throughWeighting[weighting]};`,
  )}
}`;

/** Keys of one run: one texel of what it reads. */
export const KEY_PARTS = 4;

/**
 * Transposed weights of a block times rows of the queries' side: for every key the sum over the queries. One run computes
 * 4 keys × 4 columns.
 */
export const transposedSource = (targets: number): string => `${header}
${each(targets, (at) => `uniform sampler2D weights${at};`)}
uniform sampler2D rows;
uniform ivec3 rowsLayout;
uniform ivec2 keySpan;
uniform ivec2 origin;
uniform int queries;    // of the block
uniform ivec2 ahead;    // 1 where no query reads a later key, and keys − queries
uniform float scale;
${placeOf}
${outputs(KEY_PARTS)}
void main() {
  int x = int(gl_FragCoord.x);
  int local = x / rowsLayout.x;
  int left = local * keySpan.y + int(gl_FragCoord.y);
  ivec2 place = placeOf(rowsLayout, origin.x + local) + ivec2(x % rowsLayout.x, origin.y);
  vec4 sum0 = vec4(0.0), sum1 = vec4(0.0), sum2 = vec4(0.0), sum3 = vec4(0.0), keys, row;
  int last = queries - 1;
  int from = ahead.x == 1 ? max(0, (int(gl_FragCoord.y) + keySpan.x) * 4 - ahead.y - origin.y) : 0;
  for (int y = from / ${targets}; y * ${targets} < queries; y++) {
    ${each(
      targets,
      (at) => `if (y * ${targets} + ${at} <= last) {
      keys = texelFetch(weights${at}, ivec2(left, y), 0);
      row = texelFetch(rows, place + ivec2(0, y * ${targets} + ${at}), 0);
      sum0 += keys.x * row; sum1 += keys.y * row; sum2 += keys.z * row; sum3 += keys.w * row;
    }`,
    )}
  }
  ${each(KEY_PARTS, (at) => `target${at} = sum${at} * scale;`)}
}`;
