import { type Cell, type MatrixReading, valueText } from '@attn-elements/core/element';
import type { Facet, Reading } from './drawing.js';
import type { PlotSpot } from './pointing.js';
import type { ViewName } from './settings.js';
import type { PlotWords } from './views/words.js';

/** Reads the values of a figure in words. */
export class Reader {
  readonly #facets: readonly Facet[];
  readonly #words: PlotWords;
  readonly #peak: (spot: PlotSpot) => Cell | null;

  /** @param peak the cell whose colour a pixel has in place of another's under it; null where that has its own */
  constructor(facets: readonly Facet[], words: PlotWords, peak: (spot: PlotSpot) => Cell | null) {
    this.#facets = facets;
    this.#words = words;
    this.#peak = peak;
  }

  /** A value as a sentence: where it stands, what it is, how it comes about, and whose colour is seen there where that is another's. */
  sentence(spot: PlotSpot): string {
    const sentence = this.#ownSentence(spot);
    const peak = this.#peak(spot);
    return peak ? this.#words.say('peak', { sentence, peak: this.#cellSentence({ ...spot, ...peak }) }) : sentence;
  }

  #ownSentence(spot: PlotSpot): string {
    const { reading, title } = this.#facets[spot.facet];
    const cell = this.#cellSentence(spot);
    const sentence = title ? `${title} · ${cell}` : cell;
    const formula = reading.formula(spot.row, spot.column);
    return formula === null ? sentence : this.#words.say('explained', { sentence, formula });
  }

  #cellSentence({ facet, row, column }: PlotSpot): string {
    const { reading } = this.#facets[facet];
    return this.#words.say('cell', {
      row: this.#place(reading.rowTitle, reading.rowName(row)),
      column: this.#place(reading.columnTitle, reading.columnName(column)),
      value: this.#value(reading, row, column),
    });
  }

  /** The figure in a sentence, with what is said about it. @param view that is shown */
  summary(title: string, view: ViewName): string {
    const { say } = this.#words;
    const { length: count } = this.#facets;
    const { rows, columns } = this.#facets[0].reading;
    const details = { title, view: say(view), count, rows, columns };
    const summary = say(count > 1 ? 'summaryMany' : 'summary', details);
    return [summary, ...this.notes].join(' ');
  }

  /** Notes on all facets, once, and on some, with their names. */
  get notes(): readonly string[] {
    return [...this.#counted, ...this.#named];
  }

  /** Notes that differ in their numbers alone, each in one sentence. */
  get #counted(): string[] {
    const { say } = this.#words;
    const counted = this.#facets.filter(({ counted: note }) => note);
    const keys = counted.map(({ counted: note }) => JSON.stringify([note!.together, note!.details]));
    return Array.from(new Set(keys), (key) => {
      const about = counted.filter((_, at) => keys[at] === key);
      const [{ counted: first }] = about;
      const { count, alone, together, details } = first!;
      if (about.every(({ counted: note }) => note!.count === count)) return say(alone, { ...details, count });
      const list = about.map(({ title, counted: note }) => say('named', { name: title, value: note!.count }));
      return say(together, { ...details, list: list.join(say('remarkSeparator')) });
    });
  }

  get #named(): string[] {
    const notes = new Set(this.#facets.flatMap((facet) => facet.notes));
    return Array.from(notes, (note) => {
      const about = this.#facets.filter((facet) => facet.notes.includes(note));
      const name = about.map(({ title }) => title).join(' · ');
      return about.length === this.#facets.length ? note : this.#words.say('named', { name, value: note });
    });
  }

  /** One facet for the ARIA grid and the table. */
  facet(index: number, label: string): MatrixReading {
    const { reading, title } = this.#facets[index];
    return {
      label: title ? `${label} · ${title}` : label,
      rows: reading.rows,
      columns: reading.columns,
      rowName: (row) => reading.rowName(row),
      columnName: (column) => reading.columnName(column),
      value: (row, column) => this.#value(reading, row, column),
      sentence: (row, column) => this.sentence({ facet: index, row, column }),
    };
  }

  #place(title: string, name: string): string {
    // PE7 says what it is.
    return /^\(?[-+\d]/.test(name) ? this.#words.say('place', { title, name }) : name;
  }

  #value(reading: Reading, row: number, column: number): string {
    return valueText(reading.value(row, column), this.#words.say, this.#words.number);
  }
}
