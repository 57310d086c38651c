import { constant, int, ints, modelFile, node, port, text } from '../../../ops/contenders/shared/onnx-file.js';
import { sizes } from '../../page/problem.js';

/**
 * GPT-2 as PyTorch exports it, with the attention of each layer, and keys and values of the tokens before among its inputs.
 * @returns {Uint8Array} the bytes of an .onnx file
 */
export function gpt2Graph({ weights }) {
  const { layers, heads, width } = sizes;
  const headWidth = width / heads;
  const nodes = [];
  const constants = [...weights].map(([name, { shape, values }]) => constant(name, shape, values));
  constants.push(
    constant('scale', [1], Float32Array.of(1 / Math.sqrt(headWidth))),
    constant('to-heads', [4], BigInt64Array.of(1n, -1n, BigInt(heads), BigInt(headWidth))),
    constant('to-rows', [3], BigInt64Array.of(1n, -1n, BigInt(width))),
  );
  const add = (operation, inputs, output, attributes) => {
    nodes.push(node(operation, inputs, output, attributes));
    return output;
  };
  const map = (name, x) =>
    add('Add', [add('MatMul', [x, `${name}.weight`], `${name}.product`), `${name}.bias`], `${name}.out`);
  const norm = (name, x) => add('LayerNormalization', [x, `${name}.weight`, `${name}.bias`], `${name}.out`);
  const state = [];
  let x = add(
    'Add',
    [add('Gather', ['wte.weight', 'ids'], 'words'), add('Gather', ['wpe.weight', 'positions'], 'places')],
    'x',
  );
  for (let layer = 0; layer < layers; layer++) {
    const h = `h.${layer}`;
    const fused = map(`${h}.attn.c_attn`, norm(`${h}.ln_1`, x));
    const parts = ['query', 'key', 'value'].map((part) => `${h}.${part}`);
    nodes.push(node('Split', [fused], parts, [int('axis', 2), int('num_outputs', 3)]));
    const [query, key, value] = parts.map((part) =>
      add('Transpose', [add('Reshape', [part, 'to-heads'], `${part}.split`)], `${part}.heads`, [
        ints('perm', [0, 2, 1, 3]),
      ]),
    );
    const keys = add('Concat', [`${h}.past.key`, key], `${h}.all.key`, [int('axis', 2)]);
    const values = add('Concat', [`${h}.past.value`, value], `${h}.all.value`, [int('axis', 2)]);
    const turned = add('Transpose', [keys], `${h}.turned`, [ints('perm', [0, 1, 3, 2])]);
    const scores = add('Mul', [add('MatMul', [query, turned], `${h}.products`), 'scale'], `${h}.scores`);
    const attention = add('Softmax', [add('Add', [scores, 'mask'], `${h}.masked`)], `${h}.attention`);
    const sums = add('Transpose', [add('MatMul', [attention, values], `${h}.sums`)], `${h}.beside`, [
      ints('perm', [0, 2, 1, 3]),
    ]);
    x = add('Add', [x, map(`${h}.attn.c_proj`, add('Reshape', [sums, 'to-rows'], `${h}.joined`))], `${h}.attended`);
    const inner = add('Gelu', [map(`${h}.mlp.c_fc`, norm(`${h}.ln_2`, x))], `${h}.inner`, [
      text('approximate', 'tanh'),
    ]);
    x = add('Add', [x, map(`${h}.mlp.c_proj`, inner)], `${h}.out`);
    state.push([`${h}.past.key`, keys], [`${h}.past.value`, values]);
  }
  norm('ln_f', x);
  const past = state.map(([name]) => port(name, [1, heads, 'past', headWidth]));
  const inputs = [
    port('ids', [1, 'tokens'], true),
    port('positions', [1, 'tokens'], true),
    port('mask', ['tokens', 'keys']),
    ...past,
  ];
  const outputs = [
    port('ln_f.out', [1, 'tokens', width]),
    ...Array.from({ length: layers }, (_, layer) => port(`h.${layer}.attention`, [1, heads, 'tokens', 'keys'])),
    ...state.map(([, name]) => port(name, [1, heads, 'keys', headWidth])),
  ];
  return { file: modelFile('gpt2', nodes, constants, inputs, outputs, 20), state };
}
