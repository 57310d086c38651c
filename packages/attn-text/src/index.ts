export * from '@attn-elements/core/register';
export type { AttentionEvents, CellDetail, ChangeDetail, ErrorDetail, LoadDetail } from '@attn-elements/core/element';
export { AttnText } from './attn-text.js';
