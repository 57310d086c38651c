import { type CellDetail, type MatrixCell, type MatrixReading, strongestCells } from '@attn-elements/core/element';
import type { DocumentSentence } from './document.js';
import type { AttentionReader } from './reading.js';
import type { FormatNumber, TrainerSay } from './words.js';

/** Reads a document: a row each sentence, of which the first cell is the sentence as a whole and the others are its words. */
export class DocumentReader implements AttentionReader {
  readonly panels = 1;
  readonly #sentences: readonly DocumentSentence[];
  readonly #columns: number;
  readonly #title: string;
  readonly #say: TrainerSay;
  readonly #number: FormatNumber;

  constructor(sentences: readonly DocumentSentence[], title: string, say: TrainerSay, number: FormatNumber) {
    this.#sentences = sentences;
    this.#columns = 1 + Math.max(...sentences.map(({ words }) => words.length));
    this.#title = title;
    this.#say = say;
    this.#number = number;
  }

  columnsIn(row: number): number {
    return 1 + this.#sentences[row].words.length;
  }

  /** As they are shaded. */
  strengths() {
    const values = this.#sentences.flatMap(({ weight, weights }) =>
      Array.from({ length: this.#columns }, (_, column) => (column === 0 ? weight : weight * weights[column - 1])),
    );
    return { values, columns: this.#columns };
  }

  matrix(): MatrixReading {
    return {
      label: this.#title,
      rows: this.#sentences.length,
      columns: this.#columns,
      rowName: (row) => String(row + 1),
      columnName: (column) => (column === 0 ? this.#say('sentenceWhole') : String(column)),
      value: (row, column) => {
        const { words, weight, weights } = this.#sentences[row];
        if (column === 0) return this.#number(weight);
        return column <= words.length ? `${words[column - 1]} ${this.#number(weights[column - 1])}` : '';
      },
      sentence: (row, column) => (column < this.columnsIn(row) ? this.sentence({ panel: 0, row, column }) : ''),
    };
  }

  sentence({ row, column }: MatrixCell): string {
    const { words, weight, weights } = this.#sentences[row];
    const sentence = { n: row + 1, weight: this.#number(weight) };
    if (column === 0) return this.#say('sentenceCell', sentence);
    const own = this.#number(weights[column - 1]);
    return this.#say('wordCell', { word: words[column - 1], own, ...sentence });
  }

  /** A word is a key that its sentence asks for; a sentence one that the document does. */
  detail({ row, column }: MatrixCell): CellDetail {
    const { text, words, weight, weights } = this.#sentences[row];
    const place =
      column === 0
        ? { query: null, key: row, weight, queryToken: null, keyToken: text }
        : { query: row, key: column - 1, weight: weights[column - 1], queryToken: text, keyToken: words[column - 1] };
    return { layer: 0, head: 0, ...place };
  }

  summary(): string {
    const { values, columns } = this.strengths();
    const words = Float64Array.from(values, (value, i) => (i % columns === 0 ? NaN : value));
    const cells = strongestCells(words, columns, 1).map((cell) => this.sentence({ panel: 0, ...cell }));
    return cells.reduce((one, cell) => this.#say('stop', { one, next: this.#say('strongest', { cell }) }), this.#title);
  }
}
