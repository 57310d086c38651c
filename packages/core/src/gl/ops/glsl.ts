import { ROW, ROW_SHIFT } from '../scratch-texture.js';

/** Preamble of the kernels of this folder. */
export const header = `#version 300 es
precision highp float;
precision highp int;
precision highp sampler2D;
precision highp usampler2D;
`;

/** Text for each of `count` rows of registers, or for each render target. */
export const each = (count: number, text: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => text(at)).join('\n');

/** One `vec4` for each render target, `target0` … */
export const outputs = (count: number): string => each(count, (at) => `layout(location = ${at}) out vec4 target${at};`);

/**
 * Reads a value of a list that lies in a texture as rows of 2048. Lists hold what has no rows of its own: masks, biases,
 * slopes, lengths.
 */
export const listAt = `
float listAt(sampler2D list, int at) {
  return texelFetch(list, ivec2(at & ${ROW - 1}, at >> ${ROW_SHIFT}), 0).r;
}`;

/**
 * Matrices side by side in one texture, four columns a texel: `layout` is (texels of a row, rows, matrices abreast).
 * Gives the texel where a matrix begins.
 */
export const placeOf = `
ivec2 placeOf(ivec3 layout_, int matrix) {
  return ivec2((matrix % layout_.z) * layout_.x, (matrix / layout_.z) * layout_.y);
}`;
