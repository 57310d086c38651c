// All colour maps, in a part of their own: most figures keep the one that they begin with.
export { colormap, colormapNames } from '../color/colormap.js';
