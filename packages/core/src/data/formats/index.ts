import type { Format } from './format.js';
import { json } from './json.js';
import { npy } from './npy.js';
import { npz } from './npz.js';
import { safetensors } from './safetensors.js';

/** Every format that is read, the surest signs first. */
export const formats: readonly Format[] = [npy, npz, safetensors, json];
