import { WasmEngine } from '@attn-elements/core/model';
import { Tensor } from '@attn-elements/core/tensor';
import { halvesOf } from './shared/halves.js';
import { ours } from './shared/ours.js';

/** The same with its matrices stored as float16. */
export const { prepare, pass, begin, next, bytes } = ours(
  () => WasmEngine.start(),
  (values, shape) => new Tensor('float16', shape, new Uint8Array(halvesOf(values).buffer)),
);
