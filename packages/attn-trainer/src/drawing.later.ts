// Loaded with the first run: an element that nobody has started shows nothing.
export { Figure } from './figure/figure.js';
