import {
  type CellDetail,
  type MatrixReading,
  type NameAt,
  type ReadPanel,
  tokenPlace,
  ValueReader,
  type ViewWords,
} from '@attn-elements/core/element';
import { MASKED_BELOW } from '@attn-elements/core/math';
import { type TextChoice, wordAt } from './choices.js';
import type { TextLayer } from './layers.js';
import type { TextComposition, TextSide } from './model.js';
import type { Shading } from './shading.js';
import type { TextSentences } from './strings.js';
import type { Word } from './words.js';

/** The strongest words that a sentence names. */
const NAMED = 3;

/** Reads weights in words. */
export class TextReader extends ValueReader<TextSentences> {
  readonly #composition: TextComposition;
  readonly #panel: ReadPanel;
  readonly #hasTokens: Readonly<Record<TextSide, boolean>>;
  readonly #nameElsewhere: NameAt;
  readonly #layers: readonly TextLayer[] | null;

  constructor(
    words: ViewWords<TextSentences>,
    composition: TextComposition,
    panel: ReadPanel,
    hasTokens: Readonly<Record<TextSide, boolean>>,
    nameElsewhere: NameAt,
    layers: readonly TextLayer[] | null,
  ) {
    super(words);
    this.#layers = layers;
    this.#composition = composition;
    this.#panel = panel;
    this.#hasTokens = hasTokens;
    this.#nameElsewhere = nameElsewhere;
  }

  /** A word with its place, which is that of its first token; a position without a word as others of the group name it. */
  name(side: TextSide, at: number): string {
    const word = this.#words(side)[at];
    const elsewhere = this.#hasTokens[side] ? null : this.#nameElsewhere(side, word.first, this.#count(side));
    return elsewhere ?? tokenPlace(word.name, word.first);
  }

  /** Name of a token's word, for others of the group; null where the file has none, or another number of tokens. */
  nameAt(side: TextSide, token: number, count: number): string | null {
    if (!this.#hasTokens[side] || count !== this.#count(side)) return null;
    const at = wordAt(this.#words(side), token);
    return at === null ? null : this.name(side, at);
  }

  /** The weight that the file has, or its pieces have together. */
  value(row: number, column: number): string {
    const { weights } = this.#composition;
    const at = row * weights.columns + column;
    if (this.#layers) {
      return this.#ofLayers(({ composition }) => this.text(composition.weights.values[at]));
    }
    return this.text(weights.values[at]);
  }

  /** One weight as a sentence, with what is shown in its place where that differs. */
  sentence(row: number, column: number): string {
    const { weights, colored, arrangement } = this.#composition;
    if (arrangement === 'document') return this.#levels(column);
    const at = row * weights.columns + column;
    const weight = this.value(row, column);
    const sentence =
      arrangement === 'vector'
        ? this.say('wordWeight', { word: this.name('key', column), weight })
        : this.say('cell', { query: this.name('query', row), key: this.name('key', column), weight });
    if (this.#layers) return sentence;
    return this.shownAs(sentence, weights.values[at], colored.values[at]);
  }

  /** The figure in a few sentences: how much text it is, what is strongest in it, what the chosen word attends to. */
  summary(title: string, choice: TextChoice | null, whole: Shading): string {
    const { arrangement, queries, keys, sentences, texts } = this.#composition;
    const size = { title, count: keys.length, queries: queries.length, keys: keys.length };
    const first = sentences
      ? this.say('summarySentences', { title, count: sentences.length, words: keys.length })
      : this.say(arrangement !== 'cross' ? 'summaryWords' : texts.length > 1 ? 'summaryTwo' : 'summaryOne', size);
    const list = this.#layers
      ? this.#ofLayers(({ shading }) => this.strongest(shading).join(this.say('comma')))
      : this.strongest(whole);
    const rest = choice ? this.attends(choice) : this.say('strongest', { list });
    return `${first} ${rest}`;
  }

  /** A chosen word: the strongest words that it attends to, or that attend to it, by name. */
  attends(choice: TextChoice): string {
    if (!this.#layers) return this.#attendsIn(this.#composition, choice);
    return this.#ofLayers(({ composition }) => this.#attendsIn(composition, choice));
  }

  /** Something of each head, after its name. */
  #ofLayers(say: (layer: TextLayer) => string): string {
    return this.#layers!.map((layer) => this.say('named', { name: layer.name, value: say(layer) })).join(
      this.say('remarkSeparator'),
    );
  }

  #attendsIn({ shown }: TextComposition, { side, word }: TextChoice): string {
    const count = side === 'query' ? shown.columns : shown.rows;
    const valueAt = (other: number) =>
      shown.values[side === 'query' ? word * shown.columns + other : other * shown.columns + word];
    const other: TextSide = side === 'query' ? 'key' : 'query';
    const strongest = Array.from({ length: count }, (_, at) => at)
      .filter((at) => valueAt(at) > MASKED_BELOW && valueAt(at) !== 0)
      .sort((a, b) => valueAt(b) - valueAt(a))
      .slice(0, NAMED);
    const name = this.name(side, word);
    if (strongest.length === 0) return this.say('nothing', { word: name });
    const parts = strongest.map((at) =>
      this.say(side === 'query' ? 'share' : 'shareOf', {
        word: this.name(other, at),
        weight: this.#share(valueAt(at)),
      }),
    );
    return this.say(side === 'query' ? 'attends' : 'attended', { word: name, list: parts });
  }

  /** The strongest of words that have weights without a choice. */
  strongest({ side, values }: Shading): string[] {
    const list = Array.from(values, (_, at) => at)
      .filter((at) => values[at] > MASKED_BELOW)
      .sort((a, b) => values[b] - values[a])
      .slice(0, NAMED);
    return list.map((at) => `${this.name(side, at)} ${this.text(values[at])}`);
  }

  detail(query: number | null, key: number | null): CellDetail {
    const { layer, head } = this.#panel;
    const { queries, keys, weights } = this.#composition;
    const tokenOf = (side: TextSide, at: number | null) =>
      at === null || !this.#hasTokens[side] ? null : this.#words(side)[at].name;
    return {
      layer,
      head,
      query: query === null ? null : queries[query].first,
      key: key === null ? null : keys[key].first,
      weight: query === null || key === null ? null : weights.values[query * weights.columns + key],
      queryToken: tokenOf('query', query),
      keyToken: tokenOf('key', key),
    };
  }

  /** All weights, for the ARIA grid. */
  cells(label: string): MatrixReading {
    const { weights, arrangement } = this.#composition;
    const hasQueries = arrangement === 'self' || arrangement === 'cross';
    return {
      label,
      rows: weights.rows,
      columns: weights.columns,
      rowName: (row) => (hasQueries ? this.name('query', row) : this.say('weight')),
      columnName: (column) => this.name('key', column),
      value: (row, column) => this.value(row, column),
      sentence: (row, column) => this.sentence(row, column),
    };
  }

  /** All weights, for the table: a word a row where there are no queries. */
  table(label: string): MatrixReading {
    const { weights, arrangement, sentences, wordWeights } = this.#composition;
    const cells = this.cells(label);
    if (arrangement === 'self' || arrangement === 'cross') return cells;
    const sentenceOf = (word: number) => sentences!.findIndex(({ end }) => word < end);
    const columns: readonly (readonly [name: string, value: (word: number) => string])[] = sentences
      ? [
          [this.say('sentence'), (word) => String(sentenceOf(word) + 1)],
          [this.say('sentenceWeight'), (word) => this.text(sentences[sentenceOf(word)].weight)],
          [this.say('wordOwnWeight'), (word) => this.text(wordWeights![word])],
          [this.say('product'), (word) => this.text(weights.values[word])],
        ]
      : [[this.say('weight'), (word) => this.text(weights.values[word])]];
    return {
      label,
      rows: weights.columns,
      columns: columns.length,
      rowName: (word) => this.name('key', word),
      columnName: (column) => columns[column][0],
      value: (word, column) => columns[column][1](word),
      sentence: (word) => cells.sentence(0, word),
    };
  }

  /** A sentence of a document. */
  level(sentence: number): string {
    return this.say('sentenceIs', { n: sentence + 1, weight: this.sentenceWeight(sentence) });
  }

  sentenceWeight(sentence: number): string {
    return this.text(this.#composition.sentences![sentence].weight);
  }

  #levels(word: number): string {
    const { sentences, wordWeights, weights } = this.#composition;
    const at = sentences!.findIndex(({ end }) => word < end);
    return this.say('levels', {
      word: this.name('key', word),
      n: at + 1,
      own: this.text(wordWeights![word]),
      sentence: this.text(sentences![at].weight),
      weight: this.text(weights.values[word]),
    });
  }

  /** Number of tokens on a side. */
  #count(side: TextSide): number {
    const { rows, columns } = this.#panel.raw;
    return side === 'query' ? rows : columns;
  }

  #words(side: TextSide): readonly Word[] {
    return side === 'query' ? this.#composition.queries : this.#composition.keys;
  }

  /** Weights are shares of a whole; scores are not. */
  #share(value: number): string {
    const { kind, extent } = this.#composition;
    if (kind !== 'weights' || !(extent.low >= 0 && extent.high <= 1.01)) return this.text(value);
    return this.percent(value);
  }
}
