// Readers of all formats, loaded lazily: most pages show plain JSON.
export { openAttention } from '../attention.js';
export { foreignFormat } from './foreign.js';
export { readFile } from './read-file.js';
export { expectFormat, unknownFormat } from './known-formats.js';
export { readExamples } from './examples.js';
export { readValue } from './value.js';
