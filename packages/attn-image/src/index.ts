export * from '@attn-elements/core/register';
export type { AttentionEvents, CellDetail, ChangeDetail, ErrorDetail, LoadDetail } from '@attn-elements/core/element';
export { AttnImage } from './attn-image.js';
export type { OverlaySettings } from './controls.js';
