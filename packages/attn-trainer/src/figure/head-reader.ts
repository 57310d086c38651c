import {
  type CellDetail,
  type MatrixCell,
  type MatrixReading,
  strongestCells,
  tokenPlace,
} from '@attn-elements/core/element';
import type { AttentionMap } from '../datasets/dataset.js';
import type { Labels } from './layout.js';
import type { AttentionReader } from './reading.js';
import { headValues } from '../view.js';
import type { FormatNumber, TrainerSay } from './words.js';

/** Heads that a summary names: more of them would be heard to the end by nobody. */
const NAMED = 8;

/** The name of a head among those of a map: its layer, its head, or both. */
export function headName({ shape: [layers, heads] }: AttentionMap, panel: number, say: TrainerSay): string {
  const [layer, head] = [Math.floor(panel / heads), panel % heads];
  const parts = [layers > 1 ? say('layer', { n: layer }) : '', heads > 1 ? say('head', { n: head }) : ''];
  return parts.filter(Boolean).join(' · ');
}

/** Reads the heads of a map: matrices of queries and keys, or of the places of a picture. */
export class HeadReader implements AttentionReader {
  readonly panels: number;
  readonly #map: AttentionMap;
  readonly #title: string;
  readonly #labels: Labels;
  readonly #say: TrainerSay;
  readonly #number: FormatNumber;

  /** @param title what the map is called */
  constructor(map: AttentionMap, labels: Labels, title: string, say: TrainerSay, number: FormatNumber) {
    this.#map = map;
    this.#title = title;
    this.#labels = labels;
    this.#say = say;
    this.#number = number;
    this.panels = map.shape[0] * map.shape[1];
  }

  columnsIn(): number {
    return this.#map.shape[3];
  }

  strengths(panel: number) {
    return { values: headValues(this.#map, panel), columns: this.#map.shape[3] };
  }

  matrix(panel: number): MatrixReading {
    const [, , rows, columns] = this.#map.shape;
    return {
      label: [this.#title, headName(this.#map, panel, this.#say)].filter(Boolean).join(' · '),
      rows,
      columns,
      rowName: (row) => this.#labels.queries?.[row] ?? String(row),
      columnName: (column) => this.#labels.keys?.[column] ?? String(column),
      value: (row, column) => this.#number(this.#weight({ panel, row, column })),
      sentence: (row, column) => this.#cell({ panel, row, column }),
    };
  }

  sentence(spot: MatrixCell): string {
    const panel = headName(this.#map, spot.panel, this.#say);
    const sentence = this.#cell(spot);
    return panel ? this.#say('inHead', { panel, sentence }) : sentence;
  }

  detail(spot: MatrixCell): CellDetail {
    const { panel, row, column } = spot;
    const { shape, queryTokens, keyTokens } = this.#map;
    return {
      layer: Math.floor(panel / shape[1]),
      head: panel % shape[1],
      query: row,
      key: column,
      weight: this.#weight(spot),
      queryToken: queryTokens?.[row] ?? null,
      keyToken: keyTokens?.[column] ?? null,
    };
  }

  summary(): string {
    const panels = Array.from({ length: Math.min(NAMED, this.panels) }, (_, panel) => panel);
    const cells = panels.flatMap((panel) => {
      const { values, columns } = this.strengths(panel);
      return strongestCells(values, columns, 1).map((cell) => this.sentence({ panel, ...cell }));
    });
    return cells.reduce((one, cell) => this.#say('stop', { one, next: this.#say('strongest', { cell }) }), this.#title);
  }

  #weight({ panel, row, column }: MatrixCell): number {
    return headValues(this.#map, panel)[row * this.#map.shape[3] + column];
  }

  #cell(spot: MatrixCell): string {
    const { row, column } = spot;
    const weight = this.#number(this.#weight(spot));
    if (!this.#labels.queries && !this.#labels.keys) return this.#say('place', { row, column, weight });
    const query = tokenPlace(this.#labels.queries?.[row] ?? String(row), row);
    const key = tokenPlace(this.#labels.keys?.[column] ?? String(column), column);
    return this.#say('cell', { query, key, weight });
  }
}
