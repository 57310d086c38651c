// Every kind and every view, but for the curves of sinusoidal encodings.
export { encoding } from './kinds/index.js';
export { facets } from './views/index.js';
