export { AttnText } from './attn-text.js';
