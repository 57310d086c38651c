import { WasmEngine } from '@attn-elements/core/model';
import { ours } from './shared/ours.js';

export const { prepare, pass, begin, next, bytes } = ours(() => WasmEngine.start());
