// Apart from the readers: a page that only reads loads no writer.
export { joinBytes } from '../bytes.js';
export { crc32, crcBy } from './crc32.js';
export { csvParts, csvText } from './csv.js';
export { type WrittenArray, type WrittenNumbers, writeNpy } from './npy.js';
export { writeNpz } from './npz.js';
export { writeSafetensors } from './safetensors.js';
export { writeZip } from './zip.js';
