import { type MatrixReading, tokenPlace, valueText } from '@attn-elements/core/element';
import { extentOf, MASKED_BELOW } from '@attn-elements/core/math';
import { factor, subscript } from './formula.js';
import type { HeatmapLayout, HeatmapSpot, Texts } from './layout.js';
import type { SayOutput } from './output-strings.js';
import type { OutputPanel } from './output-sums.js';
import type { CellReader } from './reading.js';

/** Terms of a sum that are written out at most, the largest first. */
const MOST_TERMS = 4;

/** Words that a reader of outputs needs. */
export interface OutputWords {
  readonly say: SayOutput;
  readonly number: (value: number) => string;
  /** A value that is masked or no number, in words. */
  readonly special: Parameters<typeof valueText>[1];
  /** Reads the weights: names of queries and keys. */
  readonly weights: CellReader;
}

/** Reads outputs in words: each as the sum that it is. */
export class OutputReader {
  readonly #panels: readonly OutputPanel[];
  readonly #texts: Texts;
  readonly #words: OutputWords;

  constructor(panels: readonly OutputPanel[], texts: Texts, words: OutputWords) {
    this.#panels = panels;
    this.#texts = texts;
    this.#words = words;
  }

  /** The output of a query as the sum of value vectors: 0.62·v₃ (cat) + 0.21·v₀ (the). */
  ofQuery(panel: number, row: number): string {
    const { say, number, weights } = this.#words;
    const terms = this.#terms(panel, row, () => 1);
    const sum = this.#sum(terms, ({ weight, key }) => {
      const token = weights.key(key, panel);
      return `${number(weight)}·v${subscript(key)}${token === String(key) ? '' : ` (${token})`}`;
    });
    const query = this.#query(panel, row);
    return say('ofQuery', { query, sum: sum || this.#value(panel, row, 0) });
  }

  /** One number of an output as the sum of weights times numbers: 0.62·0.31 + 0.21·(−0.4). */
  sentence({ panel, row, column }: HeatmapSpot): string {
    const { say, number } = this.#words;
    const { values, raw } = this.#panels[panel];
    const terms = this.#terms(panel, row, (key) => values[key * raw.columns + column]);
    const sum = this.#sum(terms, ({ weight, value }) => `${number(weight)}·${factor(value, number)}`);
    const value = this.#value(panel, row, column);
    if (!sum) return say('ofCell', { query: this.#query(panel, row), dimension: column, sum: '0', value });
    return say('ofCell', { query: this.#query(panel, row), dimension: column, sum, value });
  }

  /** A head by its largest output. */
  headSentence(panel: number): string {
    const { raw } = this.#panels[panel];
    const { highAt, high } = extentOf(raw.values.map(Math.abs));
    const name = this.#texts.panel(panel);
    if (!(high > MASKED_BELOW)) return name;
    const [row, column] = [Math.floor(highAt / raw.columns), highAt % raw.columns];
    const value = this.#value(panel, row, column);
    return this.#words.say('headCell', { panel: name, value, query: this.#query(panel, row), dimension: column });
  }

  /** The output of one head for the ARIA grid and the table. */
  head(panel: number, label: string): MatrixReading {
    const { rows, columns } = this.#panels[panel].raw;
    return {
      label,
      rows,
      columns,
      rowName: (row) => this.#words.weights.query(row, panel),
      columnName: String,
      value: (row, column) => this.#value(panel, row, column),
      sentence: (row, column) => this.sentence({ panel, row, column }),
    };
  }

  /** The heads themselves as a grid: each cell is a head. */
  heads(label: string, { rows, columns, tiles }: HeatmapLayout): MatrixReading {
    const sentence = (row: number, column: number) => {
      const panel = tiles.findIndex((tile) => tile.row === row && tile.column === column);
      return panel < 0 ? '' : this.headSentence(panel);
    };
    return { label, rows, columns, rowName: String, columnName: String, value: sentence, sentence };
  }

  #query(panel: number, row: number): string {
    return tokenPlace(this.#words.weights.query(row, panel), row);
  }

  #value(panel: number, row: number, column: number): string {
    const { raw } = this.#panels[panel];
    const { special, number } = this.#words;
    return valueText(raw.values[row * raw.columns + column], special, number);
  }

  /** Keys that have a weight, those that count most first. */
  #terms(panel: number, row: number, valueOf: (key: number) => number): Term[] {
    const { weights } = this.#panels[panel];
    const terms: Term[] = [];
    for (let key = 0; key < weights.columns; key++) {
      const weight = weights.values[row * weights.columns + key];
      if (weight > MASKED_BELOW && weight !== 0) terms.push({ key, weight, value: valueOf(key) });
    }
    const size = ({ weight, value }: Term) => Math.abs(weight * value) || 0;
    return terms.sort((a, b) => size(b) - size(a) || a.key - b.key);
  }

  #sum(terms: readonly Term[], write: (term: Term) => string): string {
    const shown = terms.slice(0, MOST_TERMS).map(write);
    const rest = terms.length - shown.length;
    return [...shown, ...(rest > 0 ? [this.#words.say('more', { count: rest })] : [])].join(' + ');
  }
}

/** Term of a weighted sum. */
interface Term {
  readonly key: number;
  readonly weight: number;
  readonly value: number;
}
