import type { Matrix } from '@attn-elements/core/color';
import {
  type AttentionInputs,
  type LayoutInputs,
  type MatrixReading,
  Memo,
  type TextMeasure,
} from '@attn-elements/core/element';
import type { HeadsPlot, HeadsView } from './heads-plot.js';
import { type HeatmapLayout, layOutHeatmap, type Texts } from './layout.js';
import { type HeatmapColorOptions, type HeatmapComposition, composeHeatmap } from './model.js';
import { CellReader } from './reading.js';
import type { SortPanels, Sorted, Sorting } from './sorting.js';
import type { HeatmapSentences } from './strings.js';
import { figureTexts, type GivenNames, HeatmapNames } from './texts.js';
import type { HeatmapZoom } from './zoom.js';

/** View of one rendering. */
export interface HeatmapView {
  readonly composition: HeatmapComposition;
  readonly texts: Texts;
  readonly layout: HeatmapLayout;
  readonly measure: TextMeasure;
  readonly reader: CellReader;
  readonly reading: MatrixReading;
  readonly summary: string;
  /** Heads as points; null where they are matrices, or there is one. */
  readonly heads: HeadsView | null;
  /** Values of the first head, where heads are sorted by a mean over their queries. */
  readonly averaged: Matrix | null;
}

/** Inputs of a view. */
export interface HeatmapInputs extends AttentionInputs<HeatmapSentences>, LayoutInputs {
  readonly colors: HeatmapColorOptions;
  readonly names: GivenNames;
  readonly keyAxis: 'top' | 'bottom';
  readonly sorting: Sorting;
  /** Shows a part of one head large; null where nothing is. */
  readonly zoom: HeatmapZoom | null;
  /** Shows heads as points; null where nothing is to. */
  readonly heads: HeadsPlot | null;
  /** Order of the heads; null where they stay as the model has them. */
  readonly sortPanels: SortPanels | null;
}

/** Makes views, each part anew only when what it is made of has changed: a hover computes nothing. */
export class HeatmapViewModel {
  readonly #sorted = new Memo<Sorted>();
  readonly #composition = new Memo<HeatmapComposition>();
  readonly #texts = new Memo<Texts>();
  readonly #layout = new Memo<HeatmapLayout>();
  readonly #reader = new Memo<CellReader>();
  readonly #summary = new Memo<string>();
  /** Composition, layout and texts that are read. */
  #read: readonly unknown[] | null = null;

  view(from: HeatmapInputs): HeatmapView {
    const { loaded, colors, names, room, language, label, placeName, say, measure } = from;
    const { source, panels } = loaded;
    const { shared, sorting, sortPanels } = from;
    const sorted = this.#sorted.of([loaded, sorting, sortPanels], () =>
      sorting === 'none' || !sortPanels ? { panels, scores: null } : sortPanels(panels, sorting, source),
    );
    const all = this.#composition.of([sorted, shared?.[0], shared?.[1], ...Object.values(colors)], () =>
      composeHeatmap(sorted, source, colors, shared),
    );
    const texts = this.#texts.of([sorted, language, ...Object.values(names)], () =>
      figureTexts(source, sorted, new HeatmapNames(source, names, say), names, say, from.number),
    );
    const whole = this.#layout.of([all, texts, measure, from.keyAxis, ...Object.values(room)], () =>
      layOutHeatmap(all, texts, room, { keyAxis: from.keyAxis, measure }),
    );
    const plan = { composition: all, layout: whole };
    const heads =
      panels.length > 1 && from.heads
        ? from.heads.view(plan, { source, texts, room, measure, firstIndex: names.firstIndex })
        : null;
    const { composition, layout } = from.zoom
      ? from.zoom.cut(plan, texts, measure)
      : { composition: all, layout: heads?.layout ?? whole };
    // While the part that is shown moves nobody reads its cells, nor looks for its strongest.
    if (!this.#read || !from.zoom?.isMoving) this.#read = [composition, layout, texts];
    const reader = this.#reader.of(this.#read, () => new CellReader(from, composition, layout, texts));
    const reading = panels.length === 1 ? reader.head(0, label) : (heads?.reading ?? reader.heads(label, layout));
    const summary = this.#summary.of([reader, placeName], () => reader.summary(placeName));
    const averaged = composition.scores && composition.panels[0].raw;
    return { composition, texts, layout, measure, reader, reading, summary, averaged, heads };
  }
}
