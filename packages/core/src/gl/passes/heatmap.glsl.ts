import { HATCH_PERIOD, HATCH_WIDTH } from '../../color/color-encoding.js';
import { MASKED_BELOW } from '../../math/masked.js';
import { ROW_SHIFT } from '../scratch-texture.js';

/**
 * Colours one matrix. A pixel that several cells fall under shows their largest, farthest from 0 or mean; the ranges are
 * whole-number arithmetic, the same as in color/reduce.ts, so that both engines agree on every pixel.
 * NaN is told by its bits: comparisons with NaN are left to the device by the GLSL ES specification (4.7.1).
 */
export const heatmapFragment = heatmapSource(`
uniform sampler2D values;
uniform int start;
float valueAt(uint row, uint column) {
  int i = start + int(row * cells.x + column);
  return texelFetch(values, ivec2(i & ${(1 << ROW_SHIFT) - 1}, i >> ${ROW_SHIFT}), 0).r;
}
vec2 range() {
  return domain;
}`);

/**
 * The same from weights that were computed on the GPU, four columns a texel. What one run of the kernels may have found to be
 * the largest weight ends the colours, so that nothing has to be read back.
 */
export const computedHeatmapFragment = heatmapSource(`
uniform sampler2D values;
uniform sampler2D peak;
uniform ivec2 place;
uniform bool untilPeak;
float valueAt(uint row, uint column) {
  return texelFetch(values, place + ivec2(column >> 2u, row), 0)[column & 3u];
}
vec2 range() {
  float highest = texelFetch(peak, ivec2(0), 0).r;
  return untilPeak && highest > 0.0 ? vec2(min(domain.x, 0.5 * highest), highest) : domain;
}`);

function heatmapSource(valueSource: string): string {
  return `#version 300 es
precision highp float;
precision highp int;
precision highp sampler2D;
uniform sampler2D table;
uniform uvec2 cells;
uniform uvec2 size;
uniform ivec2 corner;
uniform int reduction;
uniform int kind;
uniform vec2 domain;
uniform float exponent;
uniform bool diverging;
uniform vec4 nanColor;
uniform vec4 hatchColor;
uniform vec4 maskedColor;
uniform vec4 underColor;
uniform vec4 overColor;
out vec4 color;

${valueSource}

bool isNumberless(float value) {
  return (floatBitsToUint(value) & 0x7fffffffu) > 0x7f800000u;
}

uvec2 cellsUnder(uint pixel, uint pixels, uint count) {
  if (count <= pixels) {
    uint cell = ((2u * pixel + 1u) * count) / (2u * pixels);
    return uvec2(cell, cell + 1u);
  }
  return uvec2((pixel * count) / pixels, ((pixel + 1u) * count + pixels - 1u) / pixels);
}

float bend(float place) {
  if (kind != 2) return place;
  if (!diverging) return pow(place, exponent);
  float fromMiddle = 2.0 * place - 1.0;
  return 0.5 + 0.5 * sign(fromMiddle) * pow(abs(fromMiddle), exponent);
}

vec4 tableColor(float place) {
  float at = clamp(place, 0.0, 1.0) * 255.0;
  int entry = min(254, int(floor(at)));
  return mix(texelFetch(table, ivec2(entry, 0), 0), texelFetch(table, ivec2(entry + 1, 0), 0), at - float(entry));
}

void main() {
  ivec2 pixel = ivec2(int(gl_FragCoord.x) - corner.x, corner.y - 1 - int(gl_FragCoord.y));
  uvec2 columns = cellsUnder(uint(pixel.x), size.x, cells.x);
  uvec2 rows = cellsUnder(uint(pixel.y), size.y, cells.y);
  float best = 0.0;
  float sum = 0.0;
  int numbers = 0;
  bool sawNumberless = false;
  for (uint row = rows.x; row < rows.y; row++) {
    for (uint column = columns.x; column < columns.y; column++) {
      float value = valueAt(row, column);
      if (isNumberless(value)) {
        sawNumberless = true;
        continue;
      }
      if (value <= ${MASKED_BELOW.toExponential()}) continue;
      bool better = reduction == 1 ? abs(value) > abs(best) : value > best;
      if (numbers == 0 || better) best = value;
      sum += value;
      numbers++;
    }
  }
  if (numbers == 0) {
    bool striped = (pixel.x + pixel.y) % ${HATCH_PERIOD} < ${HATCH_WIDTH};
    color = sawNumberless ? (striped ? hatchColor : nanColor) : maskedColor;
  } else {
    float value = reduction == 2 ? sum / float(numbers) : best;
    vec2 ends = range();
    if (value < ends.x) color = underColor;
    else if (value > ends.y) color = overColor;
    else if (kind == 1) color = tableColor((log2(value) - log2(ends.x)) / (log2(ends.y) - log2(ends.x)));
    else color = tableColor(bend((value - ends.x) / (ends.y - ends.x)));
  }
  color.rgb *= color.a;
}`;
}
