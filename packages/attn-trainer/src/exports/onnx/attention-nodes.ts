import { t5Bucket } from '@attn-elements/core/math';
import type { OnnxGraph, OnnxValue } from './onnx-graph.js';

/** Options of attention as models give them, with values of the graph in place of tensors. */
export interface GraphAttention {
  readonly heads?: number;
  readonly score?: {
    readonly kind: string;
    readonly scale?: number;
    readonly weight?: OnnxValue;
    readonly queryWeight?: OnnxValue;
    readonly keyWeight?: OnnxValue;
    readonly vector?: OnnxValue;
  };
  readonly bias?: {
    readonly kind: string;
    readonly slopes?: ArrayLike<number>;
    readonly table?: OnnxValue;
    readonly bidirectional?: boolean;
    readonly maxDistance?: number;
  };
  readonly mask?: { readonly kind: string; readonly lengths?: unknown };
  readonly weighting?: { readonly kind: string; readonly temperature?: number };
}

interface Attended {
  readonly output: OnnxValue;
  /** [batch, heads, queries, keys] */
  readonly weights: OnnxValue;
}

/** Nodes of attention: scores, bias, mask, softmax, and the weighted sum. */
export class AttentionNodes {
  readonly #graph: OnnxGraph;
  readonly #inputs: ReadonlyMap<unknown, OnnxValue>;

  constructor(graph: OnnxGraph, inputs: ReadonlyMap<unknown, OnnxValue>) {
    this.#graph = graph;
    this.#inputs = inputs;
  }

  /** Attention of queries, keys and values side by side, [batch, tokens, 3 × width]. */
  readonly packed = (packed: OnnxValue, options: GraphAttention): Attended => {
    const [batch, tokens, all] = packed.shape;
    const width = all / 3;
    const part = (i: number) => {
      const bounds = [[i * width], [(i + 1) * width], [2]].map((one) => this.#graph.wholes(one));
      return this.#graph.node('Slice', [packed, ...bounds], [batch, tokens, width]);
    };
    return this.attend(part(0), part(1), part(2), options);
  };

  /** Attention of query, key and value [batch, tokens, width]. */
  readonly attend = (query: OnnxValue, key: OnnxValue, value: OnnxValue, options: GraphAttention): Attended => {
    const { heads = 1, score = { kind: 'scaled-dot' }, bias, mask, weighting } = options;
    const graph = this.#graph;
    const [q, k, v] = [query, key, value].map((one) => this.#heads(one, heads));
    const [batch, , queries, size] = q.shape;
    const keys = k.shape[2];
    const shape = [batch, heads, queries, keys];
    let scores = this.#scores(q, k, score, shape);
    if (bias) scores = graph.node('Add', [scores, this.#bias(bias, heads, queries, keys)], shape);
    const temperature = weighting?.temperature ?? 1;
    if (temperature !== 1) scores = graph.node('Div', [scores, graph.floats([temperature])], shape);
    const weights = this.softmax(scores, this.#mask(mask, queries, keys));
    const sum = graph.node('MatMul', [weights, v], [batch, heads, queries, size]);
    const turned = graph.node('Transpose', [sum], [batch, queries, heads, size], { perm: [0, 2, 1, 3] });
    const width = heads * size;
    const output = graph.node('Reshape', [turned, graph.wholes([0, queries, width])], [batch, queries, width]);
    return { output, weights };
  };

  /** Softmax over the last axis of what may be attended to; 0 for the rest, also where nothing may. */
  softmax(scores: OnnxValue, allowed?: OnnxValue | null): OnnxValue {
    const graph = this.#graph;
    const { shape } = scores;
    if (!allowed) return graph.node('Softmax', [scores], shape, { axis: -1 });
    const held = graph.node('Where', [allowed, scores, graph.floats([-Infinity])], shape);
    const weights = graph.node('Softmax', [held], shape, { axis: -1 });
    return graph.node('Where', [allowed, weights, graph.floats([0])], shape);
  }

  /** [batch, tokens, heads × size] → [batch, heads, tokens, size] */
  #heads(x: OnnxValue, heads: number): OnnxValue {
    const [batch, tokens, width] = x.shape;
    const size = width / heads;
    const parts = this.#graph.node(
      'Reshape',
      [x, this.#graph.wholes([0, tokens, heads, size])],
      [batch, tokens, heads, size],
    );
    return this.#graph.node('Transpose', [parts], [batch, heads, tokens, size], { perm: [0, 2, 1, 3] });
  }

  #scores(q: OnnxValue, k: OnnxValue, score: NonNullable<GraphAttention['score']>, shape: readonly number[]) {
    const graph = this.#graph;
    const [batch, heads, queries, size] = q.shape;
    const keys = k.shape[2];
    const products = (a: OnnxValue, b: OnnxValue) => {
      const turned = graph.node('Transpose', [b], [batch, heads, size, keys], { perm: [0, 1, 3, 2] });
      return graph.node('MatMul', [a, turned], shape);
    };
    const unit = (x: OnnxValue) => graph.node('LpNormalization', [x], x.shape, { axis: -1, p: 2 });
    switch (score.kind) {
      case 'scaled-dot':
        return graph.node('Mul', [products(q, k), graph.floats([score.scale ?? 1 / Math.sqrt(size)])], shape);
      case 'dot':
        return products(q, k);
      case 'cosine':
        return products(unit(q), unit(k));
      case 'bilinear':
        return products(graph.node('MatMul', [q, score.weight!], q.shape), k);
      case 'additive': {
        const beside = (x: OnnxValue, weight: OnnxValue, axis: number, to: readonly number[]) =>
          graph.node('Unsqueeze', [graph.node('MatMul', [x, weight], x.shape), graph.wholes([axis])], to);
        const { queryWeight, keyWeight, vector } = score;
        const ofQuery = beside(q, queryWeight!, 3, [batch, heads, queries, 1, size]);
        const ofKey = beside(k, keyWeight!, 2, [batch, heads, 1, keys, size]);
        const sum = graph.node('Add', [ofQuery, ofKey], [...shape, size]);
        const terms = graph.node('Tanh', [sum], sum.shape);
        const column = graph.node('Reshape', [vector!, graph.wholes([-1, 1])], [size, 1]);
        const scores = graph.node('MatMul', [terms, column], [...shape, 1]);
        return graph.node('Squeeze', [scores, graph.wholes([-1])], shape);
      }
      default:
        throw new Error(`The graph has no score ${score.kind}.`);
    }
  }

  /** [heads, queries, keys] */
  #bias(bias: NonNullable<GraphAttention['bias']>, heads: number, queries: number, keys: number): OnnxValue {
    const graph = this.#graph;
    const distances = Array.from({ length: queries * keys }, (_, at) => {
      return (at % keys) - Math.floor(at / keys) - (keys - queries);
    });
    if (bias.kind === 'alibi') {
      const slopes = Array.from(bias.slopes!);
      return graph.floats(
        slopes.flatMap((slope) => distances.map((distance) => -slope * Math.abs(distance))),
        [heads, queries, keys],
      );
    }
    const { table, bidirectional, maxDistance } = bias;
    const options = { buckets: table!.shape[0], bidirectional, maxDistance };
    const buckets = graph.wholes(
      distances.map((distance) => t5Bucket(distance, options)),
      [queries, keys],
    );
    const rows = graph.node('Gather', [table!, buckets], [queries, keys, heads], { axis: 0 });
    return graph.node('Transpose', [rows], [heads, queries, keys], { perm: [2, 0, 1] });
  }

  /** Where a query may attend; null where it may everywhere. */
  #mask(mask: GraphAttention['mask'], queries: number, keys: number): OnnxValue | null {
    const graph = this.#graph;
    if (mask?.kind === 'causal') {
      const allowed = Array.from({ length: queries * keys }, (_, at) => {
        return (at % keys) - (keys - queries) <= Math.floor(at / keys);
      });
      return graph.truths(allowed, [queries, keys]);
    }
    if (mask?.kind !== 'padding') return null;
    const lengths = this.#inputs.get(mask.lengths)!;
    const column = graph.node('Unsqueeze', [lengths, graph.wholes([1, 2, 3])], [lengths.shape[0], 1, 1, 1]);
    const places = graph.wholes(Array.from({ length: keys }, (_, i) => i));
    return graph.node('Less', [places, column], [lengths.shape[0], 1, 1, keys]);
  }
}
