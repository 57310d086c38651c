import {
  type AttentionInputs,
  labelsOf,
  type LayoutInputs,
  Memo,
  type SideLabels,
  type TextMeasure,
} from '@attn-elements/core/element';
import { type Direction, type LinksLayout, layOutLinks } from './layout.js';
import { type LinksComposition, composeLinks, type LinkedHead, type LinkOptions } from './model.js';
import { LinkReader } from './reading.js';
import type { LinksSentences } from './strings.js';

/** View of one rendering. */
export interface LinksView {
  readonly composition: LinksComposition;
  /** Heads that are switched on. */
  readonly heads: readonly LinkedHead[];
  readonly layout: LinksLayout;
  readonly measure: TextMeasure;
  readonly reader: LinkReader;
  readonly summary: string;
}

/** Inputs of a view. */
export interface LinksInputs extends AttentionInputs<LinksSentences>, LayoutInputs {
  readonly options: LinkOptions;
  /** Heads to switch on, null for all. */
  readonly heads: readonly number[] | null;
  readonly direction: Direction;
  readonly queryTitle: string;
  readonly keyTitle: string;
}

/** Makes views, each part anew only when what it is made of has changed: a hover computes nothing. */
export class LinksViewModel {
  readonly #composition = new Memo<LinksComposition>();
  readonly #heads = new Memo<readonly LinkedHead[]>();
  readonly #labels = new Memo<SideLabels>();
  readonly #layout = new Memo<LinksLayout>();
  readonly #reader = new Memo<LinkReader>();
  readonly #summary = new Memo<string>();

  view(from: LinksInputs): LinksView {
    const { loaded, options, shared, room, direction, queryTitle, keyTitle, language, placeName, measure } = from;
    const { source, panels } = loaded;
    const composition = this.#composition.of([panels, shared?.[0], shared?.[1], ...Object.values(options)], () =>
      composeLinks(panels, source.kind, options, shared),
    );
    const heads = this.#heads.of([composition, from.heads], () => switchedOn(composition, from.heads));
    const { query: queries, key: keys } = this.#labels.of([source, composition.layer, language], () =>
      labelsOf(source, composition.layer, from.say),
    );
    const { queries: rows, keys: columns } = composition;
    const layout = this.#layout.of(
      [rows, columns, queries, keys, queryTitle, keyTitle, direction, measure, ...Object.values(room)],
      () => layOutLinks([rows, columns], { queries, keys, queryTitle, keyTitle }, direction, room, measure),
    );
    const reader = this.#reader.of(
      [heads, queries, keys, language],
      () => new LinkReader(from, composition, heads, queries, keys),
    );
    const summary = this.#summary.of([reader, placeName], () => reader.summary(placeName));
    return { composition, heads, layout, measure, reader, summary };
  }
}

/** The heads that are asked for, or all where none of them is there. */
function switchedOn({ heads }: LinksComposition, wanted: readonly number[] | null): readonly LinkedHead[] {
  const found = wanted ? heads.filter(({ head }) => wanted.includes(head as number)) : [];
  return found.length > 0 ? found : heads;
}
