export { colormap, colormapNames } from './colormap.js';
export { inferno, viridis, vik } from './default-maps.js';
export { colorOf, type ColorEncoding, type Rgba, tableColor } from './color-encoding.js';
export { type Matrix, type Reduction, reductions } from './matrix.js';
export { cellPicture, isSigned, type Picture, paintPicture, type Tile } from './paint.js';
export { cellsUnder, type PixelCell, pixelCell, pixelOver, reduceMatrix } from './reduce.js';
export {
  autoDomain,
  type ColorScale,
  type ScaleKind,
  scaleKinds,
  scalePosition,
  scaleValue,
} from './scale.js';
export { fitScale, normalized, type ScaleOptions, sharedExtent } from './value-scale.js';
export { type Colormap, type ColormapKind, colormapKinds, findColormap } from './stored-colormap.js';
