// Readers of all formats, loaded lazily: most pages show plain JSON.
export { openAttention } from '../attention.js';
export { readNpyFile as npy } from './npy.js';
export { readNpz as npz } from './npz.js';
export { readSafetensors as safetensors } from './safetensors.js';
export { foreignFormat } from './foreign.js';
export { readValue } from './value.js';
