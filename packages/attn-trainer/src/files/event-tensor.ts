import { bytesOf, floatsOf, protoFields } from './proto-fields.js';

/** Content of a `TensorProto` that summaries hold: numbers, or the bytes of texts and pictures. */
export interface EventTensor {
  readonly numbers: readonly number[];
  readonly strings: readonly Uint8Array[];
}

/** `DataType` of types.proto that scalars and histograms are written in. */
const FLOAT = 1;
const DOUBLE = 2;

/** A tensor of a summary: float or double, as values or as one run of bytes, or strings. */
export function eventTensor(bytes: Uint8Array): EventTensor {
  let type = FLOAT;
  let content: Uint8Array | null = null;
  const numbers: number[] = [];
  const strings: Uint8Array[] = [];
  for (const { field, value } of protoFields(bytes)) {
    if (field === 1) type = Number(value);
    else if (field === 4) content = bytesOf(value);
    else if (field === 5) numbers.push(...floatsOf(value, 4));
    else if (field === 6) numbers.push(...floatsOf(value, 8));
    else if (field === 8) strings.push(bytesOf(value));
  }
  if (content && (type === FLOAT || type === DOUBLE)) numbers.push(...floatsOf(content, type === FLOAT ? 4 : 8));
  return { numbers, strings };
}
