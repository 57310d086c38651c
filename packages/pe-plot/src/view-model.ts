import { type LayoutInputs, Memo, type TextMeasure } from '@attn-elements/core/element';
import type { Facet } from './drawing.js';
import { type PlotLayout, layOutPlot } from './layout.js';
import type { MatrixColors } from './matrices.js';
import { type Subject, viewOf } from './model.js';
import { peakOver } from './pixel.js';
import { Reader } from './reader.js';
import type { ViewName } from './settings.js';
import { encodingNames } from './views/titles.js';
import type { PlotWords } from './views/words.js';

/** View of one rendering. */
export interface PlotView {
  readonly subject: Subject;
  readonly name: ViewName;
  /** The encodings, by what tells them apart. */
  readonly title: string;
  readonly facets: readonly Facet[];
  readonly layout: PlotLayout;
  readonly reader: Reader;
  readonly measure: TextMeasure;
}

/** Inputs of a view. */
export interface PlotInputs extends LayoutInputs {
  readonly subject: Subject;
  /** The view that the author or the reader asked for. */
  readonly asked: ViewName | null;
  readonly dimensions: readonly number[] | null;
  readonly overlaid: boolean;
  readonly words: PlotWords;
  /** Colours of matrices; null where there are none. */
  readonly colors: () => MatrixColors | null;
}

/** Makes views, each part anew only when what it is made of has changed: a hover computes nothing. */
export class PlotViewModel {
  readonly #facets = new Memo<readonly Facet[]>();
  readonly #layout = new Memo<PlotLayout>();
  readonly #reader = new Memo<Reader>();

  view({ subject, asked, dimensions, overlaid, room, measure, words, colors }: PlotInputs): PlotView {
    const name = viewOf(subject, asked);
    const { encodings, facets } = subject;
    const named = encodings.length > 1;
    const apart = !overlaid && !named;
    const made = this.#facets.of([subject, name, dimensions, apart, words.language()], () =>
      encodings.flatMap((encoding) => facets(name, encoding, words, { dimensions, apart, named })),
    );
    const layout = this.#layout.of([made, measure, ...Object.values(room)], () =>
      layOutPlot(made, room, measure, words.number),
    );
    const reader = this.#reader.of(
      [made, layout],
      () => new Reader(made, words, (spot) => peakOver(layout, made, spot.facet, spot, colors())),
    );
    return { subject, name, title: encodingNames(encodings, words), facets: made, layout, reader, measure };
  }
}
