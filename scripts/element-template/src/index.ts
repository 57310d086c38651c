export { AttnNew } from './attn-new.js';
