export type { TokenSide } from './go-to.js';
export type { ZoomHost } from './zoom-control.js';
export type { MapContent } from './zoom-layer.js';
export { type SideNames, type ZoomedFigure, ZoomPart } from './zoom-part.js';
export type { ZoomWindow } from './zoom-window.js';
