export * from '@attn-elements/core/register';
export type { AttentionEvents, CellDetail, LoadDetail } from '@attn-elements/core/element';
export { AttnText } from './attn-text.js';
