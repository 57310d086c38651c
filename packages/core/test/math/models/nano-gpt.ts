import { type Dense, dense, gelu, layerNorm, linear, multiHeadAttention } from '../../../src/math/index.js';
import { part } from '../attention/numbers.js';

type Arrays = Readonly<Record<string, Dense<Float64Array>>>;

const sum = (a: Dense, b: Dense) =>
  dense(
    Float64Array.from(a.values, (value, at) => value + b.values[at]),
    a.shape,
  );

/** minGPT's model, made of this package's layers: pre-norm blocks of causal attention and an MLP. */
export class NanoGpt {
  readonly #arrays: Arrays;
  readonly #heads: number;

  /** Arrays by the names of minGPT's state dict. */
  constructor(arrays: Arrays, heads: number) {
    this.#arrays = arrays;
    this.#heads = heads;
  }

  /** Tokens [batch, positions] as token embedding + position embedding. */
  embed({ shape, values }: Dense): Dense {
    const [positions] = shape.slice(-1);
    const width = this.#arrays['transformer.wte.weight'].shape[1];
    const rows = Array.from(values, (token, at) => {
      const position = part(this.#arrays['transformer.wpe.weight'], at % positions);
      return part(this.#arrays['transformer.wte.weight'], token).map((value, feature) => value + position[feature]);
    });
    return dense(Float64Array.from(rows.flat()), [...shape, width]);
  }

  /** What one block makes of its input, step by step. `bias` is that of the projection to query, key and value. */
  block(number: number, input: Dense, bias: Dense) {
    const name = `transformer.h.${number}`;
    const normed = layerNorm(input, this.#layer(`${name}.ln_1`));
    const { weight, bias: outBias } = this.#layer(`${name}.attn.c_proj`);
    const parameters = {
      in_proj_weight: this.#arrays[`${name}.attn.c_attn.weight`],
      in_proj_bias: bias,
      'out_proj.weight': weight,
      'out_proj.bias': outBias,
    };
    const options = { heads: this.#heads, mask: { kind: 'causal' } } as const;
    const { output: attended, weights } = multiHeadAttention(normed, normed, normed, parameters, options);
    const middle = sum(input, attended);
    const ln2 = layerNorm(middle, this.#layer(`${name}.ln_2`));
    const hidden = gelu(linear(ln2, this.#layer(`${name}.mlp.c_fc`)), 'tanh');
    const mlp = linear(hidden, this.#layer(`${name}.mlp.c_proj`));
    return { normed, weights, attended, middle, hidden, mlp, output: sum(middle, mlp) };
  }

  /** The last block's output, normalised, as logits of the next token. */
  logits(input: Dense): Dense {
    return linear(layerNorm(input, this.#layer('transformer.ln_f')), { weight: this.#arrays['lm_head.weight'] });
  }

  #layer(name: string): { weight: Dense; bias: Dense } {
    return { weight: this.#arrays[`${name}.weight`], bias: this.#arrays[`${name}.bias`] };
  }
}
