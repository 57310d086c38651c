export * from '@attn-elements/core/register';
export { AttnModel } from './attn-model.js';
