import type { CpuRuntime, StridedMatrix } from '../../cpu-runtime/cpu-runtime.js';
import { type AttentionAttributes, packedRows, type Rows, rowsOf, headStart, tileRows } from './attention-plan.js';
import { type Inputs, put, rowMajor } from './cpu-kernel.js';
import { asTheyAre, comparedWidth, projectOnCpu, type ProjectionParameters } from './projection.js';
import { RowMask } from './row-mask.js';
import { weigh } from './weighting.js';

/** A run of queries of one batch item and head, whose scores lie in the cache together. */
export interface AttentionTile {
  readonly item: number;
  readonly head: number;
  readonly keyHead: number;
  readonly first: number;
  readonly rows: number;
  /** Keys that any of the queries may attend to: from here … */
  readonly from: number;
  /** … up to before here; the columns of the tile. */
  readonly to: number;
}

/** The arrays of one call of attention in a runtime, and the weights of a tile: what both directions share. */
export class AttentionCall {
  readonly runtime: CpuRuntime;
  readonly attrs: AttentionAttributes;
  readonly hidden: number;
  readonly compared: number;
  readonly query: Rows;
  readonly key: Rows;
  readonly value: Rows;
  readonly parameters: ProjectionParameters;
  /** Projected queries of a head, projected keys of a key head; unused where they are compared as they are. */
  readonly projectedQuery: number;
  readonly projectedKey: number;
  /** Weights of a tile. */
  readonly tile: number;
  readonly tileRows: number;
  readonly #mask: RowMask;
  readonly #inputs: Inputs;
  #keyIn = -1;

  constructor(runtime: CpuRuntime, inputs: Inputs, attrs: AttentionAttributes) {
    const { layout, heads, keyHeads, queries, keys, width, keyWidth, valueWidth, score } = attrs;
    const { scoreQuery, scoreKey, scoreVector } = inputs;
    runtime.begin();
    this.runtime = runtime;
    this.attrs = attrs;
    this.#inputs = inputs;
    this.#mask = new RowMask(attrs.rule, queries, keys);
    this.hidden = score === 'additive' ? scoreVector.values.length : 0;
    this.compared = comparedWidth(attrs, this.hidden);
    const room = (name: string) => runtime.alloc(inputs[name]?.values.length ?? 0);
    if (layout === 'packed') {
      const at = room('packed');
      this.query = packedRows(at, heads, queries, width, 0);
      this.key = packedRows(at, heads, queries, width, 1);
      this.value = packedRows(at, heads, queries, width, 2);
    } else {
      this.query = rowsOf(layout, room('query'), heads, queries, width);
      this.key = rowsOf(layout, room('key'), keyHeads, keys, keyWidth);
      this.value = rowsOf(layout, room('value'), keyHeads, keys, valueWidth);
    }
    this.parameters = { query: room('scoreQuery'), key: room('scoreKey'), vector: room('scoreVector') };
    this.tileRows = tileRows(queries, keys);
    this.tile = runtime.alloc(this.tileRows * keys);
    this.projectedQuery = runtime.alloc(queries * this.compared);
    this.projectedKey = runtime.alloc(keys * this.compared);
    if (inputs.packed) put(runtime, this.query.at, inputs.packed);
    for (const name of ['query', 'key', 'value'] as const) if (inputs[name]) put(runtime, this[name].at, inputs[name]);
    if (scoreQuery) put(runtime, this.parameters.query, scoreQuery);
    if (scoreKey) put(runtime, this.parameters.key, scoreKey);
    if (scoreVector) put(runtime, this.parameters.vector, scoreVector);
    if (this.#mask.hasGaps) this.#clearUnseen();
  }

  /** Zeros for keys and values that no query may attend to: they may hold anything, and 0 × NaN would be NaN. */
  #clearUnseen(): void {
    const { attrs, key, value } = this;
    const { floats } = this.runtime;
    const { batch, keyHeads, keys, keyWidth, valueWidth } = attrs;
    for (let item = 0; item < batch; item++) {
      for (let keyHead = 0; keyHead < keyHeads; keyHead++) {
        for (let at = 0; at < keys; at++) {
          if (this.#isSeen(item, keyHead, at)) continue;
          const [k, v] = [key, value].map((rows) => headStart(rows, item, keyHead) + at * rows.token);
          floats.fill(0, k, k + keyWidth);
          floats.fill(0, v, v + valueWidth);
        }
      }
    }
  }

  /** Whether any query of the heads that share a key head may attend to a key. */
  #isSeen(item: number, keyHead: number, key: number): boolean {
    const { heads, keyHeads, queries } = this.attrs;
    const shared = heads / keyHeads;
    for (let head = keyHead * shared; head < (keyHead + 1) * shared; head++) {
      for (let query = 0; query < queries; query++) {
        this.#mask.ask(item, query);
        const isInside = key >= this.#mask.from && key < this.#mask.to;
        if (isInside && this.#mask.allows(item, head, query, key)) return true;
      }
    }
    return false;
  }

  /** Every tile that has anything to attend to; `gone` is called with the others. */
  eachTile(visit: (tile: AttentionTile) => void): void {
    const { batch, heads, keyHeads, queries } = this.attrs;
    for (let item = 0; item < batch; item++) {
      for (let head = 0; head < heads; head++) {
        const keyHead = Math.floor((head * keyHeads) / heads);
        this.#projectHead(item, head, keyHead);
        for (let first = 0; first < queries; first += this.tileRows) {
          const rows = Math.min(this.tileRows, queries - first);
          const [from, to] = this.#span(item, first, rows);
          visit({ item, head, keyHead, first, rows, from, to });
        }
      }
    }
  }

  /** Queries of a tile, as they are compared. */
  queriesOf({ item, head, first }: AttentionTile): StridedMatrix {
    if (!asTheyAre(this.attrs.score, 'query')) {
      return rowMajor(this.projectedQuery + first * this.compared, this.compared);
    }
    return { at: headStart(this.query, item, head) + first * this.query.token, row: this.query.token, column: 1 };
  }

  /** Keys of a tile, as they are compared. */
  keysOf({ item, keyHead, from }: AttentionTile): StridedMatrix {
    if (!asTheyAre(this.attrs.score, 'key')) {
      return rowMajor(this.projectedKey + from * this.compared, this.compared);
    }
    return { at: headStart(this.key, item, keyHead) + from * this.key.token, row: this.key.token, column: 1 };
  }

  valuesOf({ item, keyHead, from }: AttentionTile): StridedMatrix {
    return { at: headStart(this.value, item, keyHead) + from * this.value.token, row: this.value.token, column: 1 };
  }

  /** Writes the weights of a tile to `tile`, rows of `to − from` without gaps. */
  weigh(tile: AttentionTile): void {
    const { runtime, attrs } = this;
    const { rows, from, to } = tile;
    const columns = to - from;
    const query = this.queriesOf(tile);
    const key = this.keysOf(tile);
    if (attrs.score === 'additive') {
      const { vector } = this.parameters;
      runtime.additive(this.tile, columns, query.at, key.at, vector, rows, columns, this.compared);
    } else {
      const flipped = { at: key.at, row: 1, column: key.row };
      runtime.multiply(rows, columns, this.compared, query, flipped, this.tile, columns, attrs.scale, false);
    }
    this.#addBias(tile);
    const whole = this.#maskRows(tile);
    if (whole && attrs.weighting === 'softmax') {
      runtime.softmax(this.tile, rows, columns, columns, 1 / attrs.temperature);
      return;
    }
    for (let row = 0; row < rows; row++) {
      this.#mask.ask(tile.item, tile.first + row);
      const start = Math.max(0, this.#mask.from - from);
      const count = Math.max(0, this.#mask.to - from - start);
      const at = this.tile + row * columns;
      runtime.floats.fill(0, at, at + Math.min(start, columns));
      runtime.floats.fill(0, Math.min(at + start + count, at + columns), at + columns);
      if (count > 0) weigh(runtime, attrs.weighting, attrs.temperature, at + start, count);
    }
  }

  #projectHead(item: number, head: number, keyHead: number): void {
    const { runtime, attrs, query, key, parameters, compared } = this;
    const { score, queries, keys, width, keyWidth } = attrs;
    if (!asTheyAre(score, 'query')) {
      const x = { at: headStart(query, item, head), row: query.token, column: 1 };
      projectOnCpu(runtime, score, x, queries, width, parameters.query, this.projectedQuery, compared);
    }
    // Heads that share their keys follow one another.
    const keyIn = item * attrs.keyHeads + keyHead;
    if (asTheyAre(score, 'key') || keyIn === this.#keyIn) return;
    const x = { at: headStart(key, item, keyHead), row: key.token, column: 1 };
    projectOnCpu(runtime, score, x, keys, keyWidth, parameters.key, this.projectedKey, compared);
    this.#keyIn = keyIn;
  }

  #span(item: number, first: number, rows: number): [from: number, to: number] {
    let from = Infinity;
    let to = 0;
    for (let row = 0; row < rows; row++) {
      this.#mask.ask(item, first + row);
      if (this.#mask.to <= this.#mask.from) continue;
      from = Math.min(from, this.#mask.from);
      to = Math.max(to, this.#mask.to);
    }
    return [Math.min(from, to), to];
  }

  #addBias({ item, head, first, rows, from, to }: AttentionTile): void {
    const { relative, bias } = this.#inputs;
    const { queries } = this.attrs;
    const { floats } = this.runtime;
    let at = this.tile;
    if (relative) {
      const heads = relative.shape[1];
      for (let row = first; row < first + rows; row++) {
        let offset = (from - row + queries - 1) * heads + (head % heads);
        for (let key = from; key < to; key++, at++, offset += heads) floats[at] += relative.values[offset];
      }
    } else if (bias) {
      for (let row = first; row < first + rows; row++) {
        const offset = biasRow(bias.shape, item, head, row);
        for (let key = from; key < to; key++, at++) floats[at] += bias.values[offset + key];
      }
    }
  }

  /** Makes masked cells inside the spans −Infinity; whether all rows may attend to all columns of the tile but those. */
  #maskRows({ item, head, first, rows, from, to }: AttentionTile): boolean {
    const mask = this.#mask;
    const { floats } = this.runtime;
    const { hasGaps } = mask;
    let whole = true;
    for (let row = 0; row < rows; row++) {
      mask.ask(item, first + row);
      if (mask.from > from || mask.to < to) whole = false;
      if (!hasGaps) continue;
      const at = this.tile + row * (to - from) - from;
      for (let key = mask.from; key < mask.to; key++) {
        if (!mask.allows(item, head, first + row, key)) floats[at + key] = -Infinity;
      }
    }
    return whole;
  }
}

/** Offset of a row of a bias [1 or batch, 1 or heads, queries, keys]. */
export function biasRow(shape: readonly number[], item: number, head: number, query: number): number {
  const [items, heads, queries, keys] = shape;
  return (((item % items) * heads + (head % heads)) * queries + query) * keys;
}
