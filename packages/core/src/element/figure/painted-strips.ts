import { paintPicture, type Picture, reduceMatrix, isSigned } from '../../color/index.js';
import type { Slices } from '../../slices.js';

/** Pixels of a strip: about what is painted between two frames. */
const STRIP = 2 ** 19;

/** A picture whose matrices have no more cells than pixels, and are not reduced again with every strip. */
export const reducedPicture = (picture: Picture): Picture => ({
  ...picture,
  tiles: picture.tiles.map((tile) => ({
    ...tile,
    matrix: reduceMatrix(tile.matrix, tile.height, tile.width, picture.reduction, isSigned(picture.look)),
  })),
});

/** RGBA bytes of a picture, some rows at a time from the top down, while the page goes on. */
export async function* paintedStrips(picture: Picture, slices: Slices): AsyncGenerator<Uint8ClampedArray<ArrayBuffer>> {
  const reduced = reducedPicture(picture);
  const rows = Math.max(1, Math.floor(STRIP / picture.width));
  for (let from = 0; from < picture.height; from += rows) {
    yield paintPicture(reduced, from, Math.min(picture.height, from + rows));
    await slices.rest();
  }
}
