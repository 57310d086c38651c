// Apart from the readers: a page that only reads loads no writer.
export { csvParts, csvText } from './csv.js';
export { type WrittenArray, type WrittenNumbers, writeNpy } from './npy.js';
export { writeNpz } from './npz.js';
export { writeSafetensors } from './safetensors.js';
