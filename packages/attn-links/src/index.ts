export { AttnLinks } from './attn-links.js';
