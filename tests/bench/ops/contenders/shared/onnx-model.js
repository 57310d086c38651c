import { constant, ints, modelFile, node, port } from './onnx-file.js';

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
  return modelFile('attention', nodes, constants, inputs, [port('output', shape)], 17);
}
