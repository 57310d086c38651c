/**
 * `<attn-links>` as an author writes it: the file that a page would load from a CDN, and the data as a property. Nothing is
 * waited for: the screen is watched.
 */
export { draw, inputOf, place } from './shared/ours.js';
