import type { WeightingKind } from '../../math/attention/weighting.js';
import { each, header, outputs } from './glsl.js';
import { type RuleForm, ruleSource } from './rule.glsl.js';

/** Rounds of sparsemax' search; it ends as soon as the support stays, mostly after a handful. */
const ROUNDS = 64;

/** Reads the scores of one query of the block, a texel of four keys at a time. */
const overKeys = (at: number, body: string) => `
  for (int texel = from; texel < to; texel++) {
    vec4 scores = texelFetch(scores${at}, ivec2(left + texel, y), 0);
    bvec4 open = greaterThan(scores, vec4(masked));
    ${body}
  }`;

/** Statistics of a row for its weights, in two numbers, and third the largest of them; 0 where no key may be attended. */
const statistics: Readonly<Record<WeightingKind, (at: number) => string>> = {
  // Highest score, and 1 / Σ exp((score − highest) / temperature).
  softmax: (at) => `
  float highest = masked;
  ${overKeys(at, 'highest = max(highest, max(max(scores.x, scores.y), max(scores.z, scores.w)));')}
  vec4 sums = vec4(0.0);
  ${overKeys(at, 'sums += mix(vec4(0.0), exp(min((scores - highest) * sharpness, 0.0)), open);')}
  float sum = dot(sums, vec4(1.0));
  sum = sum > 0.0 ? 1.0 / sum : 0.0;
  target${at} = vec4(highest, sum, sum, 0.0);`,
  // Highest score, and the threshold below it (Michelot's algorithm: drop what is below, until nothing is).
  sparsemax: (at) => `
  float highest = masked;
  ${overKeys(at, 'highest = max(highest, max(max(scores.x, scores.y), max(scores.z, scores.w)));')}
  float threshold = -3.0e38;
  float support = -1.0;
  for (int round = 0; round < ${ROUNDS}; round++) {
    vec4 sums = vec4(0.0);
    vec4 counts = vec4(0.0);
    ${overKeys(at, 'scores -= highest;\nbvec4 above = bvec4(ivec4(open) * ivec4(greaterThan(scores, vec4(max(threshold, -1.0)))));\nsums += mix(vec4(0.0), scores, above);\ncounts += mix(vec4(0.0), vec4(1.0), above);')}
    float count = dot(counts, vec4(1.0));
    if (count == 0.0 || count == support) break;
    support = count;
    threshold = (dot(sums, vec4(1.0)) - 1.0) / count;
  }
  if (support < 0.0) threshold = 0.0;
  target${at} = vec4(highest, threshold, -threshold, 0.0);`,
  // The first key with the highest score; −1 where there is none.
  hard: (at) =>
    `
  float highest = masked;
  int where = -1;
  ${overKeys(at, '${each4}')}
  target${at} = vec4(float(where), 0.0, where < 0 ? 0.0 : 1.0, 0.0);`.replace(
      '${each4}',
      [0, 1, 2, 3]
        .map((k) => `if (scores[${k}] > highest) { highest = scores[${k}]; where = texel * 4 + ${k}; }`)
        .join('\n'),
    ),
};

/** One run for each `targets` queries of a head. */
export function statisticsSource(targets: number, weighting: WeightingKind, rule: RuleForm): string {
  return `${header}
${each(targets, (at) => `uniform sampler2D scores${at};`)}
uniform float masked;     // what scores lie above
uniform float sharpness;  // 1 / temperature
${ruleSource({ ...rule, allowed: false })}
${outputs(targets)}

void main() {
  int local = int(gl_FragCoord.x);
  int y = int(gl_FragCoord.y);
  int left = local * keySpan.y - keySpan.x;
  int firstQuery = origin.y + y * ${targets};
  ivec2 reach = keysFrom(origin.x + local, firstQuery, firstQuery + ${targets - 1});
  int from = reach.x / 4;
  int to = (reach.y + 3) / 4;
  ${each(targets, (at) => `{${statistics[weighting](at)}}`)}
}`;
}

/** The largest weight of a block, from its statistics; and of such results the largest. */
export const peakSource = (parts: number): string => `${header}
${each(parts, (at) => `uniform sampler2D row${at};`)}
uniform ivec2 size;
layout(location = 0) out vec4 peak;
void main() {
  float highest = 0.0;
  for (int y = 0; y < size.y; y++) {
    for (int x = 0; x < size.x; x++) {
      ${each(parts, (at) => `highest = max(highest, texelFetch(row${at}, ivec2(x, y), 0).z);`)}
    }
  }
  peak = vec4(highest);
}`;

/** From scores to weights: GLSL of `vec4 weigh(vec4 scores, vec4 row, int firstKey, float hidden)`. */
export const weighSource = (weighting: WeightingKind): string => `
vec4 weigh(vec4 scores, vec4 row, int firstKey, float hidden) {
  bvec4 open = greaterThan(scores, vec4(masked));
  ${
    {
      softmax: 'vec4 weights = exp(min((scores - row.x) * sharpness, 0.0)) * row.y;',
      sparsemax: 'vec4 weights = max(scores - row.x - row.y, 0.0);',
      hard: 'vec4 weights = vec4(equal(ivec4(int(row.x)) - firstKey, ivec4(0, 1, 2, 3)));',
    }[weighting]
  }
  return mix(vec4(hidden), weights, open);
}
`;
