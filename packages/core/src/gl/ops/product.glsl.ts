import { each, header, outputs, placeOf } from './glsl.js';
import { type RuleForm, ruleSource } from './rule.glsl.js';

/** Multiplies four columns of the left rows with the four rows of the right that they meet. */
const multiply = (targets: number, left: (at: number) => string) =>
  each(
    targets,
    (at) => `row = ${left(at)}; sum${at} += row.x * right0 + row.y * right1 + row.z * right2 + row.w * right3;`,
  );

const rights = (name: string, place: string) =>
  each(4, (at) => `vec4 right${at} = texelFetch(${name}, ${place} + ivec2(0, min(${at}, last)), 0);`);

/**
 * Weights of a block times values: `targets` queries × 4 columns a run. Keys that the mask keeps from all of these queries
 * are not visited.
 */
export const outputSource = (targets: number, rule: RuleForm): string => `${header}
${each(targets, (at) => `uniform sampler2D weights${at};`)}
uniform sampler2D value;
uniform ivec3 valueLayout;
uniform float scale;
${ruleSource({ ...rule, allowed: false })}
${placeOf}
${outputs(targets)}
void main() {
  int x = int(gl_FragCoord.x);
  int y = int(gl_FragCoord.y);
  int local = x / valueLayout.x;
  int head = origin.x + local;
  int firstQuery = origin.y + y * ${targets};
  ivec2 reach = keysFrom(head, firstQuery, firstQuery + ${targets - 1});
  ivec2 place = placeOf(valueLayout, keyHeadOf(head)) + ivec2(x % valueLayout.x, 0);
  int left = local * keySpan.y - keySpan.x;
  ${each(targets, (at) => `vec4 sum${at} = vec4(0.0);`)}
  vec4 row;
  for (int texel = reach.x / 4; texel * 4 < reach.y; texel++) {
    int last = lengths.y - 1 - texel * 4;
    ${rights('value', 'place + ivec2(0, texel * 4)')}
    ${multiply(targets, (at) => `texelFetch(weights${at}, ivec2(left + texel, y), 0)`)}
  }
  ${each(targets, (at) => `target${at} = sum${at} * scale;`)}
}`;

/** Rows times one matrix for all: the projections of the learned scores. Row r of the left lies in texture r % targets of the result. */
export const projectionSource = (targets: number): string => `${header}
uniform sampler2D input_;
uniform sampler2D matrix;
uniform ivec3 inputLayout;
uniform int matrixRows;
uniform ivec3 resultLayout;
${placeOf}
${outputs(targets)}
void main() {
  int x = int(gl_FragCoord.x);
  int column = x % resultLayout.x;
  int runs = (inputLayout.y + ${targets - 1}) / ${targets};
  int item = int(gl_FragCoord.y) / runs * resultLayout.z + x / resultLayout.x;
  int first = int(gl_FragCoord.y) % runs * ${targets};
  ivec2 place = placeOf(inputLayout, item) + ivec2(0, first);
  int lastRow = inputLayout.y - 1 - first;
  ${each(targets, (at) => `vec4 sum${at} = vec4(0.0);`)}
  vec4 row;
  for (int texel = 0; texel < inputLayout.x; texel++) {
    int last = matrixRows - 1 - texel * 4;
    ${rights('matrix', 'ivec2(column, texel * 4)')}
    ${multiply(targets, (at) => `texelFetch(input_, place + ivec2(texel, min(${at}, lastRow)), 0)`)}
  }
  ${each(targets, (at) => `target${at} = sum${at};`)}
}`;

/** Puts the rows that a kernel wrote into `parts` textures back under one another. */
export const interleaveSource = (parts: number): string => `${header}
${each(parts, (at) => `uniform sampler2D part${at};`)}
uniform ivec3 resultLayout;
layout(location = 0) out vec4 result;
void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  int runs = (resultLayout.y + ${parts - 1}) / ${parts};
  int row = at.y % resultLayout.y;
  ivec2 place = ivec2(at.x, at.y / resultLayout.y * runs + row / ${parts});
  int part = row % ${parts};
  ${each(parts, (t) => `if (part == ${t}) result = texelFetch(part${t}, place, 0);`)}
}`;

/** The rows of one head of a block, from `parts` textures to their place among all; 0 where the block does not reach. */
export const placeSource = (parts: number): string => `${header}
${each(parts, (at) => `uniform sampler2D part${at};`)}
uniform ivec2 corner;   // where the first row goes
uniform ivec2 span;     // first texel of a row that the parts hold, and how many
uniform int local;      // which head of the block
layout(location = 0) out vec4 result;
void main() {
  ivec2 at = ivec2(gl_FragCoord.xy) - corner;
  result = vec4(0.0);
  if (at.x < span.x || at.x >= span.x + span.y) return;
  ivec2 place = ivec2(local * span.y - span.x + at.x, at.y / ${parts});
  int part = at.y % ${parts};
  ${each(parts, (t) => `if (part == ${t}) result = texelFetch(part${t}, place, 0);`)}
}`;
