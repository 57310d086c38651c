export * from '@attn-elements/core/register';
export { AttnNew } from './attn-new.js';
