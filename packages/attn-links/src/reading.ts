import {
  type CellDetail,
  type MatrixReading,
  oneOfKind,
  quantityOf,
  tokenPlace,
  ValueReader,
  type ViewWords,
} from '@attn-elements/core/element';
import { extentOf, MASKED_BELOW, rollUpHeads } from '@attn-elements/core/math';
import { type Focus, tokenOf } from './focus.js';
import type { Direction, SideName } from './layout.js';
import { strongestKeys } from './links.js';
import type { LinksComposition, LinkedHead } from './model.js';
import type { LinksSentences } from './strings.js';

/** Tokens that a sentence names at most. */
const NAMED = 6;

/** A share that is too small to be written beside a token, and one of which one digit is enough. */
const SMALLEST = 0.001;
const SMALL = 0.01;

/** Reads the weights of some heads: where they are several, their mean. */
export class LinkReader extends ValueReader<LinksSentences> {
  readonly #composition: LinksComposition;
  readonly #heads: readonly LinkedHead[];
  readonly #tokens: Readonly<Record<SideName, readonly string[] | null>>;
  readonly #rows = new Map<string, Float32Array>();

  constructor(
    words: ViewWords<LinksSentences>,
    composition: LinksComposition,
    heads: readonly LinkedHead[],
    queries: readonly string[] | null,
    keys: readonly string[] | null,
  ) {
    super(words);
    this.#composition = composition;
    this.#heads = heads;
    this.#tokens = { query: queries, key: keys };
  }

  name(side: SideName, index: number): string {
    return this.#tokens[side]?.[index] ?? String(index);
  }

  /** The weights of a token with all tokens of the other side: the row of a query, the column of a key. */
  weights(side: SideName, index: number): Float32Array {
    const name = `${side}${index}`;
    let row = this.#rows.get(name);
    if (!row) this.#rows.set(name, (row = this.#read(side, index)));
    return row;
  }

  #read(side: SideName, index: number): Float32Array {
    const rows = this.#heads.map(({ shown: { values, rows: count, columns } }) =>
      side === 'query'
        ? values.subarray(index * columns, (index + 1) * columns)
        : Float32Array.from({ length: count }, (_, row) => values[row * columns + index]),
    );
    return rows.length === 1 ? rows[0] : rollUpHeads(rows, 'mean');
  }

  /** A value in short, as it stands beside a token; empty where it is too small to matter. */
  short(value: number): string {
    if (!(value > MASKED_BELOW)) return '';
    if (!this.#composition.areShares) return this.number(value);
    // Two digits at most: there is little room between tokens.
    return value < SMALLEST ? '' : this.percent(Number(value.toPrecision(value < SMALL ? 1 : 2)));
  }

  /** Sentence that reads a focus. */
  sentence(focus: Focus): string {
    if (focus.query !== null && focus.key !== null) return this.#cell(focus.query, focus.key);
    const { side, index } = tokenOf(focus);
    const other = side === 'query' ? 'key' : 'query';
    const row = this.weights(side, index);
    const { kind, options } = this.#composition;
    const strongest = strongestKeys(row, options, kind);
    const { say } = this;
    const token = this.#place(side, index);
    if (strongest.length === 0) return say('nothing', { token });
    const named = strongest
      .slice(0, NAMED)
      .map((at) =>
        say(side === 'query' ? 'toKey' : 'ofQuery', { weight: this.#value(row[at]), token: this.#place(other, at) }),
      );
    if (strongest.length > NAMED) named.push(say('others', { n: strongest.length - NAMED }));
    return this.#meant(say(side === 'query' ? 'attends' : 'receives', { token, list: named }));
  }

  /** The figure in one sentence. */
  summary(title: string): string {
    const { say } = this;
    const { kind, extent, heads, queries, keys } = this.#composition;
    const [{ high, highAt: at }] = heads
      .map(({ shown }) => extentOf(shown.values))
      .sort((one, other) => other.high - one.high);
    const strongest =
      at < 0
        ? ''
        : say('strongest', {
            quantity: say(oneOfKind[quantityOf(kind, extent)]),
            weight: this.short(high) || String(high),
            query: this.name('query', Math.floor(at / keys)),
            key: this.name('key', at % keys),
          });
    const details = { title, queries, keys, heads: heads.length, strongest };
    return say(heads.length > 1 ? 'summaryHeads' : 'summary', details);
  }

  /** Detail of a focus for events. */
  detail({ query, key }: Focus): CellDetail {
    const isCell = query !== null && key !== null;
    const single = this.#heads.length === 1 ? this.#heads[0].head : null;
    const nameOf = (side: SideName, index: number | null) =>
      index === null || !this.#tokens[side] ? null : this.name(side, index);
    return {
      layer: this.#composition.layer,
      head: single,
      query,
      key,
      weight: isCell ? this.weights('query', query)[key] : null,
      queryToken: nameOf('query', query),
      keyToken: nameOf('key', key),
    };
  }

  /** The tokens of both sides for the keyboard: as they stand on the page. */
  tokens(label: string, direction: Direction): MatrixReading {
    const { queries, keys } = this.#composition;
    const count = Math.max(queries, keys);
    const { say } = this;
    const isDown = direction === 'vertical';
    const sideAt = (at: number): SideName => (at === 0 ? 'query' : 'key');
    const sentence = (row: number, column: number) => {
      const [index, side] = isDown ? [row, sideAt(column)] : [column, sideAt(row)];
      return index < (side === 'query' ? queries : keys)
        ? this.sentence({ query: null, key: null, [side]: index })
        : '';
    };
    const sideName = (at: number) => say(at === 0 ? 'queries' : 'keys');
    return {
      label,
      rows: isDown ? count : 2,
      columns: isDown ? 2 : count,
      rowName: isDown ? String : sideName,
      columnName: isDown ? sideName : String,
      value: sentence,
      sentence,
    };
  }

  /** The values of one head as the file has them. */
  table(label: string, { raw }: LinkedHead): MatrixReading {
    const value = (row: number, column: number) => this.text(raw.values[row * raw.columns + column]);
    return {
      label,
      rows: raw.rows,
      columns: raw.columns,
      rowName: (row) => this.name('query', row),
      columnName: (column) => this.name('key', column),
      value,
      sentence: value,
    };
  }

  #cell(query: number, key: number): string {
    const weight = this.#value(this.weights('query', query)[key]);
    return this.#meant(this.say('cell', { query: this.#place('query', query), key: this.#place('key', key), weight }));
  }

  #place(side: SideName, index: number): string {
    return tokenPlace(this.name(side, index), index);
  }

  #meant(sentence: string): string {
    const { length: n } = this.#heads;
    return n > 1 ? this.say('meanOf', { sentence, n }) : sentence;
  }

  #value(value: number): string {
    const isShare = this.#composition.areShares && value >= SMALLEST;
    return isShare ? this.percent(value) : this.text(value);
  }
}
