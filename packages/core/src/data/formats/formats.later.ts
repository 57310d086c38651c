// What reads more than plain JSON, in a part of its own: most pages show no more.
export { openAttention } from '../attention.js';
export { readNpyFile as npy } from './npy.js';
export { readNpz as npz } from './npz.js';
export { readSafetensors as safetensors } from './safetensors.js';
export { readValue } from './value.js';
