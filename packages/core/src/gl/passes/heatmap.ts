import type { ColorEncoding, Rgba } from '../../color/color-encoding.js';
import type { Reduction } from '../../color/matrix.js';
import { isSigned, type Picture, type Tile } from '../../color/paint.js';
import { reduceMatrix } from '../../color/reduce.js';
import { scaleKinds } from '../../color/scale-kinds.js';
import { coverVertex } from '../cover.glsl.js';
import type { ComputedAttention } from '../ops/computed-attention.js';
import type { Stage, StageArea } from '../stage.js';
import { heatmapFragment, computedHeatmapFragment } from './heatmap.glsl.js';

/** More cells a pixel than this are reduced before they are uploaded: reading them once is quicker than moving them. */
const CELLS_PER_PIXEL = 1;

/** Weights that are on the GPU already: tile i of a picture shows head `heads[i]`, counted through the batch. */
export interface ComputedPicture {
  readonly attention: ComputedAttention;
  readonly heads: readonly number[];
  /** Whether the colours end at the largest weight, whatever it is, in place of the picture's domain. */
  readonly untilPeak: boolean;
}

/**
 * Draws a picture of matrices into an area of the stage. With `live`, the values of the tiles are those that it computed last,
 * where it has any: nothing is uploaded then, and nothing read back.
 */
export function drawHeatmap(stage: Stage, area: StageArea, picture: Picture, live?: ComputedPicture | null): void {
  const gl = stage.gl!;
  const { tiles, look, reduction } = picture;
  const computed = live?.attention.computed;
  const program = stage.program(coverVertex, computed ? computedHeatmapFragment : heatmapFragment);
  const at = (name: string) => gl.getUniformLocation(program, name);
  gl.useProgram(program);
  gl.uniform1i(at('values'), 0);
  gl.uniform1i(at('table'), 1);
  gl.uniform1i(at('reduction'), reduction === 'mean' ? 2 : isSigned(look) ? 1 : 0);
  setLook(gl, at, look);
  gl.activeTexture(gl.TEXTURE1);
  gl.bindTexture(gl.TEXTURE_2D, stage.colors(look.table));
  gl.activeTexture(gl.TEXTURE0);
  const [cells, size, corner] = [at('cells'), at('size'), at('corner')];
  const draw = (tile: Tile, rows: number, columns: number) => {
    const top = area.stageHeight - area.y - tile.y;
    gl.viewport(area.x + tile.x, top - tile.height, tile.width, tile.height);
    gl.uniform2ui(cells, columns, rows);
    gl.uniform2ui(size, tile.width, tile.height);
    gl.uniform2i(corner, area.x + tile.x, top);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  };
  if (live && computed) {
    const { weights, peak } = computed;
    gl.bindTexture(gl.TEXTURE_2D, weights.texture);
    gl.activeTexture(gl.TEXTURE2);
    gl.bindTexture(gl.TEXTURE_2D, peak);
    gl.uniform1i(at('peak'), 2);
    gl.uniform1i(at('untilPeak'), Number(live.untilPeak));
    const place = at('place');
    tiles.forEach((tile, i) => {
      gl.uniform2i(place, ...weights.placeOf(live.heads[i]));
      draw(tile, weights.rows, weights.columns);
    });
  } else {
    const start = at('start');
    for (const batch of batches(tiles, reduction, look, stage.scratch.capacity)) {
      stage.scratch.fill(batch.values);
      for (const { tile, rows, columns, offset } of batch.tiles) {
        gl.uniform1i(start, offset);
        draw(tile, rows, columns);
      }
    }
  }
}

function setLook(
  gl: WebGL2RenderingContext,
  at: (name: string) => WebGLUniformLocation | null,
  look: ColorEncoding,
): void {
  const { scale } = look;
  gl.uniform1i(at('kind'), scaleKinds.indexOf(scale.kind));
  gl.uniform2f(at('domain'), scale.domain[0], scale.domain[1]);
  gl.uniform1f(at('exponent'), scale.exponent);
  gl.uniform1i(at('diverging'), Number(scale.diverging));
  const setColor = (name: string, [red, green, blue, alpha]: Rgba) =>
    gl.uniform4f(at(name), red / 255, green / 255, blue / 255, alpha / 255);
  setColor('nanColor', look.nan);
  setColor('hatchColor', look.hatch);
  setColor('maskedColor', look.masked);
  setColor('underColor', look.under);
  setColor('overColor', look.over);
}

interface Batch {
  readonly values: Float32Array;
  readonly tiles: { tile: Tile; rows: number; columns: number; offset: number }[];
}

/** Puts the values of as many tiles as fit into one array, so that a grid of heads is one upload. */
function batches(tiles: readonly Tile[], reduction: Reduction, look: ColorEncoding, capacity: number): Batch[] {
  const small = tiles.map((tile) => {
    const { matrix, width, height } = tile;
    const { rows, columns, values } = matrix;
    // The shader finds cells by 32-bit products of a pixel and a number of cells.
    const long = Math.max(rows * height, columns * width) >= 2 ** 31;
    const dense = long || values.length > Math.min(CELLS_PER_PIXEL * width * height, capacity);
    return { tile, matrix: dense ? reduceMatrix(matrix, height, width, reduction, isSigned(look)) : matrix };
  });
  const groups: (typeof small)[] = [[]];
  let total = 0;
  for (const entry of small) {
    if (total + entry.matrix.values.length > capacity) {
      groups.push([]);
      total = 0;
    }
    groups[groups.length - 1].push(entry);
    total += entry.matrix.values.length;
  }
  return groups.map((group) => {
    const length = group.reduce((sum, { matrix }) => sum + matrix.values.length, 0);
    // A single matrix goes up as it lies in memory.
    const values = group.length === 1 ? group[0].matrix.values : new Float32Array(length);
    let offset = 0;
    const placed = group.map(({ tile, matrix }) => {
      if (group.length > 1) values.set(matrix.values, offset);
      const entry = { tile, rows: matrix.rows, columns: matrix.columns, offset };
      offset += matrix.values.length;
      return entry;
    });
    return { values, tiles: placed };
  });
}
