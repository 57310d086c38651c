import { AttnError } from './errors.js';

/** Element types that are read. `string` is a NumPy unicode array or a list of tokens. */
export type DType =
  | 'bool'
  | 'uint8'
  | 'int8'
  | 'uint16'
  | 'int16'
  | 'uint32'
  | 'int32'
  | 'uint64'
  | 'int64'
  | 'float8_e4m3'
  | 'float8_e5m2'
  | 'float16'
  | 'bfloat16'
  | 'float32'
  | 'float64';

export type Shape = readonly number[];
