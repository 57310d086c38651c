// The binary formats, in a part of their own: most pages show JSON.
export { readNpyFile as npy } from './npy.js';
export { readNpz as npz } from './npz.js';
export { readSafetensors as safetensors } from './safetensors.js';
