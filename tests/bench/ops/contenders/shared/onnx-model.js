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
function message(fields) {
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
const INTS = 7;
const node = (operation, inputs, output, attributes = []) =>
  message({ 1: inputs, 2: output, 4: operation, 5: attributes });
const ints = (name, values) => message({ 1: name, 8: values, 20: INTS });
const constant = (name, shape, values) => message({ 1: shape, 2: FLOAT, 8: name, 9: new Uint8Array(values.buffer) });
const port = (name, shape) => {
  const axes = shape.map((length) => message({ 1: length }));
  return message({ 1: name, 2: message({ 1: message({ 1: FLOAT, 2: message({ 1: axes }) }) }) });
};

/**
 * Attention as PyTorch exports it: Transpose, MatMul, Mul, Add of a mask, Softmax, MatMul.
 * @param {Float32Array | null} mask [tokens, tokens], added to the scores
 * @returns {Uint8Array} the bytes of an .onnx file
 */
export function attentionModel({ shape, tokens, scale }, mask) {
  const nodes = [
    node('Transpose', ['key'], 'turned', [ints('perm', [0, 1, 3, 2])]),
    node('MatMul', ['query', 'turned'], 'products'),
    node('Mul', ['products', 'scale'], 'scores'),
    ...(mask ? [node('Add', ['scores', 'mask'], 'masked')] : []),
    node('Softmax', [mask ? 'masked' : 'scores'], 'weights'),
    node('MatMul', ['weights', 'value'], 'output'),
  ];
  const constants = [constant('scale', [1], Float32Array.of(scale))];
  if (mask) constants.push(constant('mask', [tokens, tokens], mask));
  const inputs = ['query', 'key', 'value'].map((name) => port(name, shape));
  const graph = message({ 1: nodes, 2: 'attention', 5: constants, 11: inputs, 12: port('output', shape) });
  return message({ 1: 8, 7: graph, 8: message({ 1: '', 2: 17 }) });
}
