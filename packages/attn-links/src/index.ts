export * from '@attn-elements/core/register';
export type { AttentionEvents, CellDetail, ChangeDetail, ErrorDetail, LoadDetail } from '@attn-elements/core/element';
export { AttnLinks } from './attn-links.js';
export type { Direction } from './layout.js';
