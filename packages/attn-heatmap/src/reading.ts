import {
  type Cell,
  type CellDetail,
  type MatrixCell,
  type MatrixReading,
  oneOfKind,
  quantityOf,
  tokenPlace,
  ValueReader,
  type ViewWords,
} from '@attn-elements/core/element';
import type { PixelCell } from '@attn-elements/core/color';
import { extentOf, MASKED_BELOW } from '@attn-elements/core/math';
import type { HeatmapLayout, HeatmapSpot, Texts } from './layout.js';
import { type HeatmapComposition, inAll, inShown } from './model.js';
import { pixelOf } from './pixel.js';
import type { HeatmapSentences } from './strings.js';

/** Reads the cells of a composition in words. */
export class CellReader extends ValueReader<HeatmapSentences> {
  readonly #composition: HeatmapComposition;
  readonly #layout: HeatmapLayout;
  readonly #texts: Texts;

  constructor(
    words: ViewWords<HeatmapSentences>,
    composition: HeatmapComposition,
    layout: HeatmapLayout,
    texts: Texts,
  ) {
    super(words);
    this.#composition = composition;
    this.#layout = layout;
    this.#texts = texts;
  }

  /** Of a rule it is whether a key may be attended. */
  protected override text(value: number): string {
    if (!this.#composition.isRule) return super.text(value);
    return this.say(value > MASKED_BELOW ? 'may' : 'mayNot');
  }

  query(row: number, panel: number): string {
    return this.#texts.tokens(panel).query?.[row] ?? String(row);
  }

  key(column: number, panel: number): string {
    return this.#texts.tokens(panel).key?.[column] ?? String(column);
  }

  /** The value that the file has for a cell. */
  value({ panel, row, column }: HeatmapSpot): string {
    const { raw } = this.#composition.panels[panel];
    return this.text(raw.values[row * raw.columns + column]);
  }

  /** A cell as a sentence: both tokens with their positions, the file's value, and what is shown where that differs. */
  sentence(spot: HeatmapSpot): string {
    const sentence = this.#cellSentence(spot);
    const pixel = spot.pixel ?? pixelOf(this.#layout, this.#composition, spot);
    if (!pixel) return sentence;
    const [count, value] = [cellsOf(pixel), this.text(pixel.value)];
    if (this.#composition.options.reduction === 'mean') return this.say('pixelMean', { sentence, count, value });
    if (pixel.row === spot.row && pixel.column === spot.column) return sentence;
    const largest = this.#cellSentence({ panel: spot.panel, row: pixel.row, column: pixel.column });
    return this.say('pixelLargest', { sentence, count, largest });
  }

  #cellSentence({ panel, row, column }: MatrixCell): string {
    const { raw, shown } = this.#composition.panels[panel];
    const index = row * raw.columns + column;
    const at = inShown(this.#composition, { panel, row, column });
    const sentence = this.say('cell', {
      query: tokenPlace(this.query(row, panel), row),
      key: tokenPlace(this.key(column, panel), column),
      weight: this.text(raw.values[index]),
    });
    // Of what is not in sight, only the file's value is read.
    return at ? this.shownAs(sentence, raw.values[index], shown.values[at.row * shown.columns + at.column]) : sentence;
  }

  /** A head by its strongest cell. */
  headSentence(panel: number): string {
    const name = this.#texts.panel(panel);
    const { shown } = this.#composition.panels[panel];
    const strongest = this.strongest(panel);
    if (!strongest) return this.say('noStrongest', { panel: name });
    return this.say('headCell', {
      panel: name,
      weight: this.text(extentOf(shown.values).high),
      query: this.query(strongest.row, panel),
      key: this.key(strongest.column, panel),
    });
  }

  detail({ panel, row, column }: HeatmapSpot): CellDetail {
    const { layer, head, raw } = this.#composition.panels[panel];
    return {
      layer,
      head,
      query: row,
      key: column,
      weight: raw.values[row * raw.columns + column],
      queryToken: this.#texts.tokens(panel).query ? this.query(row, panel) : null,
      keyToken: this.#texts.tokens(panel).key ? this.key(column, panel) : null,
    };
  }

  /** The figure in one sentence. */
  summary(title: string): string {
    const { panels, kind, extent, isRule } = this.#composition;
    const { raw } = panels[0];
    const size = { title, queries: raw.rows, keys: raw.columns };
    if (isRule) {
      const count = raw.values.reduce((sum, value) => sum + Number(value > MASKED_BELOW), 0);
      return this.say('summaryRule', { ...size, count, total: raw.values.length });
    }
    if (panels.length > 1) return this.say('summaryMany', { ...size, count: panels.length });
    const strongest = this.strongest(0);
    if (!strongest) return this.say('noStrongest', { panel: title });
    return this.say('summaryOne', {
      ...size,
      quantity: this.say(oneOfKind[quantityOf(kind, extent)]),
      high: this.value({ panel: 0, ...strongest }),
      query: this.query(strongest.row, 0),
      key: this.key(strongest.column, 0),
    });
  }

  /** One head for the ARIA grid and the table. */
  head(panel: number, label: string): MatrixReading {
    const { raw } = this.#composition.panels[panel];
    return {
      label,
      rows: raw.rows,
      columns: raw.columns,
      rowName: (row) => this.query(row, panel),
      columnName: (column) => this.key(column, panel),
      value: (row, column) => this.value({ panel, row, column }),
      sentence: (row, column) => this.sentence({ panel, row, column }),
    };
  }

  /** The heads themselves as a grid: each cell is a head, or nothing where a layer has fewer than others. */
  heads(label: string, { rows, columns, tiles }: HeatmapLayout): MatrixReading {
    const sentence = (row: number, column: number) => {
      const panel = tiles.findIndex((tile) => tile.row === row && tile.column === column);
      return panel < 0 ? '' : this.headSentence(panel);
    };
    const grid = this.#composition.arrangement === 'grid';
    return {
      label,
      rows,
      columns,
      rowName: (row) => (grid ? this.#texts.row(row, false) : String(row + 1)),
      columnName: (column) => (grid ? this.#texts.column(column, false) : String(column + 1)),
      value: sentence,
      sentence,
    };
  }

  /** The strongest cell of a head as it is shown, null where there are no values. */
  strongest(panel: number): Cell | null {
    const { values, columns } = this.#composition.panels[panel].shown;
    const { highAt: index } = extentOf(values);
    if (index < 0) return null;
    return inAll(this.#composition, { row: Math.floor(index / columns), column: index % columns });
  }
}

const cellsOf = ({ rows, columns }: PixelCell): number => (rows[1] - rows[0]) * (columns[1] - columns[0]);
