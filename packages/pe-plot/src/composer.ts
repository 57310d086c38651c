import { Memo, type Room, type TextMeasure } from '@attn-elements/core/element';
import type { Facet } from './drawing.js';
import { type Layout, layOut } from './layout.js';
import { type Subject, viewOf } from './model.js';
import { Reader } from './reader.js';
import type { ViewName } from './settings.js';
import type { Words } from './views/words.js';

/** Everything that one rendering shows. */
export interface View {
  readonly subject: Subject;
  readonly name: ViewName;
  readonly facets: readonly Facet[];
  readonly layout: Layout;
  readonly reader: Reader;
  readonly measure: TextMeasure;
}

/** What a view is made of. */
export interface Ingredients {
  readonly subject: Subject;
  /** The view that the author or the reader asked for. */
  readonly asked: ViewName | null;
  readonly dimensions: readonly number[] | null;
  readonly overlaid: boolean;
  /** The height is that of the plots alone. */
  readonly room: Room;
  /** Of the font of labels, 11 pixels high. */
  readonly measure: TextMeasure;
  readonly words: Words;
}

/** Makes views, each part anew only when what it is made of has changed: a hover computes nothing. */
export class Composer {
  readonly #facets = new Memo<readonly Facet[]>();
  readonly #layout = new Memo<Layout>();
  readonly #reader = new Memo<Reader>();

  view({ subject, asked, dimensions, overlaid, room, measure, words }: Ingredients): View {
    const name = viewOf(subject, asked);
    const { encodings, facets } = subject;
    const named = encodings.length > 1;
    const apart = !overlaid && !named;
    const made = this.#facets.of([subject, name, dimensions, apart, words.language()], () =>
      encodings.flatMap((encoding) => facets(name, encoding, words, { dimensions, apart, named })),
    );
    const layout = this.#layout.of([made, measure, ...Object.values(room)], () =>
      layOut(made, room, measure, words.number),
    );
    const reader = this.#reader.of([made], () => new Reader(made, words));
    return { subject, name, facets: made, layout, reader, measure };
  }
}
