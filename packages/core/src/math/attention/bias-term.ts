import { reason } from '../../errors.js';
import { wrongOperand } from '../../tensor.js';
import { type Dense, rounded } from '../dense.js';
import { badOption } from '../option.js';
import { t5Bucket } from '../positions/t5.js';
import { type Bias, biasKinds } from './bias.js';
import { type AttentionGrid, matrixStart, requireGrid } from './grid.js';

/** A bias that fits the matrices that it is added to, and its gradient. */
export class BiasTerm {
  readonly #grid: AttentionGrid;
  readonly #bias: Bias;
  /** T5's bucket of key − position, from 1 − keys up. */
  readonly #buckets: Int32Array;

  /** Throws `wrong-shape`, `bad-option`. */
  constructor(bias: Bias, grid: AttentionGrid) {
    requireFit(bias, grid);
    this.#grid = grid;
    this.#bias = bias;
    this.#buckets = bias.kind === 't5' ? bucketsOf(bias, grid) : new Int32Array(0);
  }

  /** Bias of one score. */
  at(item: number, head: number, query: number, key: number): number {
    const { queries, keys } = this.#grid;
    const bias = this.#bias;
    if (bias.kind === 'alibi') return -bias.slopes[head] * Math.abs(query + keys - queries - key);
    const { values } = bias.kind === 't5' ? bias.table : bias.values;
    return values[this.#indexOf(item, head, query, key)];
  }

  /** Adds the bias to the scores of one query, which begin at `start`. */
  addRow(item: number, head: number, query: number, scores: Float64Array, start: number): void {
    for (let key = 0; key < this.#grid.keys; key++) scores[start + key] += this.at(item, head, query, key);
  }

  /**
   * Gradient of the table of `t5` or the values of `array`, in their shape, from that of the scores
   * [batch, heads, queries, keys]; undefined for `alibi`, which learns nothing.
   */
  gradient(scores: Float64Array): Dense | undefined {
    const bias = this.#bias;
    if (bias.kind === 'alibi') return undefined;
    const learned = bias.kind === 't5' ? bias.table : bias.values;
    const { batch, heads, queries, keys } = this.#grid;
    const sums = new Float64Array(learned.values.length);
    let at = 0;
    for (let item = 0; item < batch; item++) {
      for (let head = 0; head < heads; head++) {
        for (let query = 0; query < queries; query++) {
          for (let key = 0; key < keys; key++) sums[this.#indexOf(item, head, query, key)] += scores[at++];
        }
      }
    }
    return rounded(sums, learned.shape, learned);
  }

  /** Index of the bias of a cell in the table or the values. */
  #indexOf(item: number, head: number, query: number, key: number): number {
    const { heads, queries, keys } = this.#grid;
    if (this.#bias.kind === 't5') return this.#buckets[key - query + queries - 1] * heads + head;
    const { values } = this.#bias as Extract<Bias, { kind: 'array' }>;
    return matrixStart(values.shape, item, head) + query * keys + key;
  }
}

function requireFit(bias: Bias, grid: AttentionGrid): void {
  const { heads } = grid;
  if (bias.kind === 'array') requireGrid('The bias', bias.values.shape, grid);
  else if (bias.kind === 't5') {
    const { shape } = bias.table;
    if (shape.length !== 2 || shape[1] !== heads)
      throw wrongOperand('The bias table', shape, reason`[buckets, ${heads}] is needed`);
  } else if (bias.kind === 'alibi') {
    const slopes = Array.from(bias.slopes);
    if (slopes.length !== heads)
      throw badOption('bias slopes', `[${slopes}]`, reason`one for each of ${heads} heads is needed`);
  } else throw badOption('bias', (bias as Bias).kind, reason`the biases are ${biasKinds}`);
}

function bucketsOf(bias: Extract<Bias, { kind: 't5' }>, { queries, keys }: AttentionGrid): Int32Array {
  const { table, maxDistance = 128, bidirectional = true } = bias;
  const options = { buckets: table.shape[0], maxDistance, bidirectional };
  const relatives = Math.max(0, queries + keys - 1);
  return Int32Array.from({ length: relatives }, (_, at) => t5Bucket(at + 1 - keys, options));
}
