import { ROW_SHIFT } from '../scratch-texture.js';
import { header, listAt, placeOf } from './glsl.js';

/** From a list, rows of 2048, to matrices: the layout of TensorFlow.js' arrays to that of the kernels. */
export const gatherSource = `${header}${listAt}${placeOf}
uniform sampler2D list;
uniform ivec4 steps;    // where the list begins, and from batch item to batch item, head to head, row to row
uniform ivec2 lengths;  // heads, columns
uniform ivec3 matricesLayout;
layout(location = 0) out vec4 result;
void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  int matrix = at.y / matricesLayout.y * matricesLayout.z + at.x / matricesLayout.x;
  int row = at.y % matricesLayout.y;
  int column = at.x % matricesLayout.x * 4;
  int from = steps.x + matrix / lengths.x * steps.y + matrix % lengths.x * steps.z + row * steps.w + column;
  vec4 values = vec4(0.0);
  for (int i = 0; i < 4; i++) if (column + i < lengths.y) values[i] = listAt(list, from + i);
  result = values;
}`;

/**
 * The other way round: [batch, heads, rows, columns], or heads last as [batch, rows, parts, heads, columns], each part from
 * matrices of its own.
 */
export const scatterSource = `${header}${placeOf}
uniform sampler2D part0;
uniform sampler2D part1;
uniform sampler2D part2;
uniform ivec4 lengths;  // heads, columns, parts, 1 where heads are last
uniform ivec3 matricesLayout;
layout(location = 0) out float value;
void main() {
  int rest = int(gl_FragCoord.y) << ${ROW_SHIFT} | int(gl_FragCoord.x);
  int column = rest % lengths.y;
  rest /= lengths.y;
  int part = 0;
  int row;
  int matrix;
  if (lengths.w == 1) {
    int head = rest % lengths.x;
    rest /= lengths.x;
    part = rest % lengths.z;
    rest /= lengths.z;
    row = rest % matricesLayout.y;
    matrix = rest / matricesLayout.y * lengths.x + head;
  } else {
    row = rest % matricesLayout.y;
    matrix = rest / matricesLayout.y;
  }
  ivec2 place = placeOf(matricesLayout, matrix) + ivec2(column >> 2, row);
  vec4 texel = part == 0 ? texelFetch(part0, place, 0) : part == 1 ? texelFetch(part1, place, 0) : texelFetch(part2, place, 0);
  value = texel[column & 3];
}`;
