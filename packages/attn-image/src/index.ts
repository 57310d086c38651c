export * from '@attn-elements/core/register';
export type { AttentionEvents, CellDetail, LoadDetail } from '@attn-elements/core/element';
export { AttnImage } from './attn-image.js';
export type { OverlaySettings } from './controls.js';
