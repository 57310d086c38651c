/**
 * Just enough of a protocol buffers writer for an ONNX model (onnx.proto3). A message is a list of fields; a number is
 * written as a varint, a string or bytes with its length, a list as one field after another.
 */
const encoder = new TextEncoder();

function varint(value) {
  const bytes = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  bytes.push(Number(rest));
  return bytes;
}

function joined(parts) {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** @param {Record<number, unknown>} fields number of the field → its value or values */
export function message(fields) {
  const parts = [];
  for (const [number, given] of Object.entries(fields)) {
    for (const value of Array.isArray(given) ? given : [given]) {
      if (typeof value === 'number') parts.push(varint((number << 3) | 0), varint(value));
      else {
        const bytes = typeof value === 'string' ? encoder.encode(value) : value;
        parts.push(varint((number << 3) | 2), varint(bytes.length), bytes);
      }
    }
  }
  return joined(parts);
}

const FLOAT = 1;
const INT64 = 7;
const [INT, STRING, INTS] = [2, 3, 7];
/** @param {string | string[]} output */
export const node = (operation, inputs, output, attributes = []) =>
  message({ 1: inputs, 2: output, 4: operation, 5: attributes });
export const ints = (name, values) => message({ 1: name, 8: values, 20: INTS });
export const int = (name, value) => message({ 1: name, 3: value, 20: INT });
export const text = (name, value) => message({ 1: name, 4: value, 20: STRING });
const bytesOf = ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength);
/** @param {Float32Array | BigInt64Array} values */
export const constant = (name, shape, values) =>
  message({ 1: shape, 2: values instanceof BigInt64Array ? INT64 : FLOAT, 8: name, 9: bytesOf(values) });
/** @param {(number | string)[]} shape lengths, or names of those that are not known before */
export const port = (name, shape, isWhole = false) => {
  const axes = shape.map((length) => message({ [typeof length === 'string' ? 2 : 1]: length }));
  return message({ 1: name, 2: message({ 1: message({ 1: isWhole ? INT64 : FLOAT, 2: message({ 1: axes }) }) }) });
};

/** The bytes of an .onnx file. */
export const modelFile = (name, nodes, constants, inputs, outputs, opset) => {
  const graph = message({ 1: nodes, 2: name, 5: constants, 11: inputs, 12: outputs });
  return message({ 1: 8, 7: graph, 8: message({ 1: '', 2: opset }) });
};
