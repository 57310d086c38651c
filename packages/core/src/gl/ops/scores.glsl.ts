import { type BiasForm, biasSource } from './bias.glsl.js';
import { each, header, listAt, outputs, placeOf } from './glsl.js';
import { type RuleForm, ruleSource } from './rule.glsl.js';

/** Source of a scores kernel. */
export interface ScoresForm {
  /** Cosine divides a product by both norms, additive sums vector · tanh(query + key), given reads what was computed elsewhere. */
  readonly score: 'product' | 'cosine' | 'additive' | 'given';
  readonly bias: BiasForm;
  readonly rule: RuleForm;
}

/** Value of masked cells, and the bound that all scores lie above, in float32 and float16. */
export const maskedScores = {
  float32: { fill: -3.4e38, above: -3.3e38 },
  float16: { fill: -65504, above: -65000 },
} as const;

/**
 * Scores of a block. One run of the kernel computes `targets` queries × 4 keys: for each texel of four columns it reads
 * `targets` + 4 texels and multiplies them `targets` × 16 times. WebGL2 has no memory that runs share, so what a run keeps in
 * registers is all the reuse there is; a wider block needs fewer reads a product.
 */
export function scoresSource(targets: number, form: ScoresForm, fill: number): string {
  const keyNames = ['key0', 'key1', 'key2', 'key3'];
  const against = (term: (key: string) => string) => `vec4(${keyNames.map(term).join(', ')})`;
  const products: Record<ScoresForm['score'], (at: number) => string> = {
    product: (at) => `sum${at} += ${against((key) => `dot(row, ${key})`)};`,
    cosine: (at) => `sum${at} += ${against((key) => `dot(row, ${key})`)}; norm${at} += dot(row, row);`,
    additive: (at) => `sum${at} += ${against((key) => `dot(weight, saturate(row + ${key}))`)};`,
    given: () => '',
  };
  const scaled: Record<ScoresForm['score'], (at: number) => string> = {
    product: (at) => `sum${at} * scale`,
    cosine: (at) =>
      `sum${at} * perNorm(norm${at}) * vec4(${[0, 1, 2, 3].map((k) => `perNorm(keyNorm[${k}])`).join(', ')})`,
    additive: (at) => `sum${at}`,
    given: (at) => `texelFetch(query, queryPlace + ivec2(firstKey / 4, min(${at}, lastQuery)), 0)`,
  };
  const overColumns = `    for (int column = 0; column < queryLayout.x; column++) {
      ${keyNames.map((name, at) => `vec4 ${name} = texelFetch(key, keyPlace + ivec2(column, min(${at}, lastKey)), 0);`).join('\n')}
      ${form.score === 'cosine' ? `keyNorm += ${against((key) => `dot(${key}, ${key})`)};` : ''}
      ${form.score === 'additive' ? 'vec4 weight = texelFetch(vector, ivec2(column, 0), 0);' : ''}
      vec4 row;
      ${each(targets, (at) => `row = texelFetch(query, queryPlace + ivec2(column, min(${at}, lastQuery)), 0); ${products[form.score](at)}`)}
    }`;
  return `${header}
uniform sampler2D query;
uniform sampler2D key;
uniform ivec3 queryLayout;
uniform ivec3 keyLayout;
uniform float scale;
${form.score === 'additive' ? 'uniform sampler2D vector;' : ''}
${form.rule.lengths || form.rule.allowed || form.bias === 'none' ? '' : listAt}
${ruleSource(form.rule)}
${biasSource(form.bias)}
${placeOf}
${outputs(targets)}

// The device's own tanh may overflow.
vec4 saturate(vec4 x) {
  vec4 shrunk = exp(-2.0 * abs(x));
  return sign(x) * (1.0 - shrunk) / (1.0 + shrunk);
}

float perNorm(float squares) {
  return squares > 0.0 ? inversesqrt(squares) : 0.0;
}

float scoreAt(int head, int query, int key, float score) {
  if (key >= keysOf(head) || !mayAttend(head, query, key)) return ${fill.toExponential()};
  return score + biasAt(head, query, key);
}

void main() {
  int x = int(gl_FragCoord.x);
  int head = origin.x + x / keySpan.y;
  int firstKey = (keySpan.x + x % keySpan.y) * 4;
  int firstQuery = origin.y + int(gl_FragCoord.y) * ${targets};
  ${each(targets, (at) => `vec4 sum${at} = vec4(0.0);${form.score === 'cosine' ? ` float norm${at} = 0.0;` : ''}`)}
  ivec2 reach = keysFrom(head, firstQuery, firstQuery + ${targets - 1});
  if (firstKey < reach.y && firstKey + 4 > reach.x) {
    ivec2 queryPlace = placeOf(queryLayout, head - loaded.x) + ivec2(0, firstQuery);
    ivec2 keyPlace = placeOf(keyLayout, keyHeadOf(head)) + ivec2(0, firstKey);
    int lastQuery = lengths.x - 1 - firstQuery;
    int lastKey = lengths.y - 1 - firstKey;
    ${form.score === 'cosine' ? 'vec4 keyNorm = vec4(0.0);' : ''}
    ${form.score === 'given' ? '' : overColumns}
    ${each(targets, (at) => `sum${at} = ${scaled[form.score](at)};`)}
  }
  ${each(
    targets,
    (at) =>
      `target${at} = vec4(${[0, 1, 2, 3].map((k) => `scoreAt(head, firstQuery + ${at}, firstKey + ${k}, sum${at}[${k}])`).join(', ')});`,
  )}
}`;
}
