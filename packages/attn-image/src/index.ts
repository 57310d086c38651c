export { AttnImage } from './attn-image.js';
