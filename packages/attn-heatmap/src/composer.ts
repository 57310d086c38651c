import {
  type Loaded,
  type MatrixReading,
  Memo,
  type Room,
  type Say,
  type TextMeasure,
} from '@attn-elements/core/element';
import { type Layout, layOut, type Texts } from './layout.js';
import { type ColorOptions, type Composition, compose } from './model.js';
import { CellReader } from './reading.js';
import { type Sorted, type Sorting, sortPanels } from './sorting.js';
import type { Sentences } from './strings.js';
import { figureTexts, type GivenNames, Names } from './texts.js';

/** Everything that one rendering shows. */
export interface View {
  readonly composition: Composition;
  readonly texts: Texts;
  readonly layout: Layout;
  readonly measure: TextMeasure;
  readonly reader: CellReader;
  readonly reading: MatrixReading;
}

/** What a view is made of. */
export interface Ingredients {
  readonly loaded: Loaded;
  readonly colors: ColorOptions;
  readonly names: GivenNames;
  readonly keyAxis: 'top' | 'bottom';
  readonly sorting: Sorting;
  /** Lowest and highest value of the elements that share the scale, null where nobody does. */
  readonly shared: readonly [number, number] | null;
  /** The height is that of the plot alone. */
  readonly room: Room;
  /** Of the font of labels, 12 pixels high. */
  readonly measure: TextMeasure;
  readonly language: string;
  readonly label: string;
  readonly say: Say<Sentences>;
  readonly number: (value: number) => string;
}

/** Makes views, each part anew only when what it is made of has changed: a hover computes nothing. */
export class Composer {
  readonly #sorted = new Memo<Sorted>();
  readonly #composition = new Memo<Composition>();
  readonly #texts = new Memo<Texts>();
  readonly #layout = new Memo<Layout>();
  readonly #reader = new Memo<CellReader>();

  view(from: Ingredients): View {
    const { loaded, colors, names, room, language, say, measure } = from;
    const { source, panels } = loaded;
    const { shared, sorting } = from;
    const sorted = this.#sorted.of([loaded, sorting], () => {
      const made = sortPanels(panels, sorting, source);
      if (sorting !== 'none' && panels.length > 1 && !made.scores)
        console.warn(`<attn-heatmap>: sort="${sorting}" needs weights${sorting === 'entropy' ? '' : ' and tokens'}.`);
      return made;
    });
    const composition = this.#composition.of([sorted, shared?.[0], shared?.[1], ...Object.values(colors)], () =>
      compose(sorted, source.kind, colors, shared),
    );
    const texts = this.#texts.of([sorted, language, ...Object.values(names)], () =>
      figureTexts(source, sorted, new Names(source, names, say), names, say, from.number),
    );
    const layout = this.#layout.of([composition, texts, measure, from.keyAxis, ...Object.values(room)], () =>
      layOut(composition, texts, room, { keyAxis: from.keyAxis, measure }),
    );
    const reader = this.#reader.of(
      [composition, layout, texts],
      () => new CellReader(composition, layout, texts, say, from.number),
    );
    const reading = panels.length === 1 ? reader.head(0, from.label) : reader.heads(from.label, layout);
    return { composition, texts, layout, measure, reader, reading };
  }
}
