export * from '@attn-elements/core/register';
export type { ErrorDetail, LoadDetail } from '@attn-elements/core/element';
export { AttnModel } from './attn-model.js';
export type { ModelChangeDetail, ModelEvents, RunDetail } from './events.js';
