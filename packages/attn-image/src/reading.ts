import { displayTokens, endOf, type Segment, tokensOf, type TensorSource } from '@attn-elements/core/data';
import {
  type CellDetail,
  type NameAt,
  type MatrixReading,
  type PlaceNames,
  placeNames,
  type Say,
  tokenPlace,
  ValueReader,
  type ViewWords,
} from '@attn-elements/core/element';
import { type ImageComposition, type ImageLayer, type Other, type PatchMap, strongest, sumOf } from './model.js';
import { lengthOf, patchAt, type Patches } from './patches.js';
import type { ImageSentences } from './strings.js';

/** Number of patches that a sentence names. */
const NAMED = 3;

/** The names of queries, keys and patches, whoever looks. */
export class ImageNames {
  readonly #composition: ImageComposition;
  readonly #say: Say<ImageSentences>;
  readonly #queries: readonly string[] | null;
  readonly #keys: readonly string[] | null;
  /** Names of what is no word on the axis of the patches. */
  readonly #places: PlaceNames;

  readonly #nameElsewhere: NameAt;

  constructor(composition: ImageComposition, source: TensorSource, say: Say<ImageSentences>, nameElsewhere: NameAt) {
    this.#nameElsewhere = nameElsewhere;
    this.#composition = composition;
    this.#say = say;
    const { query, key } = tokensOf(source, composition.panel.layer);
    this.#queries = query && displayTokens(query);
    this.#keys = key && displayTokens(key);
    const { patches } = composition;
    const tokens = patches.side === 'key' ? key : query;
    this.#places = placeNames(patches.segments, tokens, lengthOf(patches), say);
  }

  token(side: 'query' | 'key', at: number): string | null {
    return (side === 'query' ? this.#queries : this.#keys)?.[at] ?? null;
  }

  /** A position on the axis of the patches. */
  place(at: number): string {
    const { patches } = this.#composition;
    const { side, columns, isRegions } = patches;
    const token = this.token(side, at);
    const patch = patchAt(patches, at);
    if (patch === null) {
      const name = this.#places[at];
      if (name !== null) return name;
      return token === null ? this.#say('leadToken', { n: at }) : this.#word(side, token, at);
    }
    if (isRegions) return token === null ? this.#say('region', { n: patch }) : tokenPlace(token, patch);
    return this.#say('patch', { row: Math.floor(patch / columns), column: patch % columns });
  }

  /** Whether anybody in particular looks: a row of weights alone is nobody's. */
  get hasOther(): boolean {
    const { patches, others } = this.#composition;
    return !patches.isMap && (others > 1 || this.token(patches.side === 'key' ? 'query' : 'key', 0) !== null);
  }

  /** Name of the token that looks at the picture, or is looked at from it. */
  other(other: Other): string {
    const { patches } = this.#composition;
    const isQuery = patches.side === 'key';
    if (other === 'mean') return this.#say(isQuery ? 'meanOfQueries' : 'meanOfKeys');
    if (patches.isSelf) return this.place(other);
    const side = isQuery ? 'query' : 'key';
    const name = this.token(side, other);
    if (name !== null) return this.#word(side, name, other);
    return this.#nameElsewhere(side, other, this.#composition.others) ?? String(other);
  }

  /** Name of a position, for others of the group: of a patch, or of a token that the file names. */
  nameAt(side: 'query' | 'key', at: number, count: number): string | null {
    const { patches, panel } = this.#composition;
    if (patches.isMap || count !== (side === 'query' ? panel.raw.rows : panel.raw.columns)) return null;
    if (side === patches.side || patches.isSelf) return this.place(at);
    const name = this.token(side, at);
    return name === null ? null : this.#word(side, name, at);
  }

  /** A word, with its position where it comes twice. */
  #word(side: 'query' | 'key', token: string, at: number): string {
    const tokens = side === 'query' ? this.#queries : this.#keys;
    const isTwice = tokens!.indexOf(token) !== tokens!.lastIndexOf(token);
    return tokenPlace(token, isTwice ? at : null);
  }
}

/** Reads the weights of one map in words. */
export class PatchReader extends ValueReader<ImageSentences> {
  readonly #composition: ImageComposition;
  readonly #map: PatchMap;
  readonly #names: ImageNames;
  readonly #layers: readonly ImageLayer[] | null;

  constructor(
    words: ViewWords<ImageSentences>,
    composition: ImageComposition,
    map: PatchMap,
    names: ImageNames,
    layers: readonly ImageLayer[] | null,
  ) {
    super(words);
    this.#layers = layers;
    this.#composition = composition;
    this.#map = map;
    this.#names = names;
  }

  patch(patch: number): string {
    return this.#names.place(this.#composition.patches.lead + patch);
  }

  value(patch: number): string {
    if (this.#layers) return this.#ofLayers(({ map }) => this.text(map.values[patch]));
    return this.text(this.#map.values[patch]);
  }

  /** A weight as a sentence, and what has its colour where that is another. */
  sentence(patch: number): string {
    if (this.#layers) return this.say('weightOf', { patch: this.patch(patch), weight: this.value(patch) });
    const sentence = this.#plainSentence(patch);
    const { values, colored } = this.#map;
    return this.shownAs(sentence, values[patch], colored[patch]);
  }

  #plainSentence(patch: number): string {
    const { side } = this.#composition.patches;
    const weight = this.value(patch);
    const name = this.patch(patch);
    if (!this.#names.hasOther) return this.say('weightOf', { patch: name, weight });
    const other = this.#names.other(this.#map.other);
    const [query, key] = side === 'key' ? [other, name] : [name, other];
    return this.say('cell', { query, key, weight });
  }

  /** Something of each layer, after its name. */
  #ofLayers(say: (layer: ImageLayer) => string): string {
    return this.#layers!.map((layer) => this.say('named', { name: layer.name, value: say(layer) })).join(
      this.say('listComma'),
    );
  }

  /** Strongest patches, as a sentence. */
  strongest(): string {
    if (this.#layers) return this.#strongestOfLayers();
    const { side } = this.#composition.patches;
    const patches = strongest(this.#map, NAMED);
    if (patches.length === 0) return this.say('weak');
    const item = (patch: number) => this.say('item', { patch: this.patch(patch), weight: this.value(patch) });
    const list = patches.map(item).join(this.say('listComma'));
    const other = this.#names.other(this.#map.other);
    return this.say(!this.#names.hasOther ? 'largest' : side === 'key' ? 'attends' : 'attended', { other, list });
  }

  /** The strongest patch of each. */
  #strongestOfLayers(): string {
    const list = this.#ofLayers(({ map }) => {
      const [patch] = strongest(map, 1);
      return patch === undefined ? this.text(0) : `${this.patch(patch)} (${this.text(map.values[patch])})`;
    });
    return this.say('largest', { list });
  }

  /** The figure in a sentence or two. */
  summary(title: string): string {
    return this.say('summary', { title, patches: this.size(), strongest: this.strongest() });
  }

  /** How many patches there are, or regions. */
  size(): string {
    const { rows, columns, count, isRegions } = this.#composition.patches;
    return isRegions ? this.say('boxes', { count }) : this.say('grid', { rows, columns });
  }

  /** The patches with what stands before and after them. */
  patches(): string {
    const { segments } = this.#composition.patches;
    const own = segments.findIndex(isOwn(this.#composition.patches));
    const listed = (list: readonly Segment[]) => list.map((one) => this.#beside(one)).join(this.say('and'));
    const [before, after] = [listed(segments.slice(0, own)), listed(segments.slice(own + 1))];
    const name = after ? (before ? 'gridBetween' : 'gridBefore') : before ? 'gridAfter' : null;
    return name ? this.say(name, { grid: this.size(), before, after }) : this.size();
  }

  /** Weight on the tokens beside the patches; null where there are none. */
  split(): string | null {
    const { kind, patches } = this.#composition;
    const { all, values } = this.#map;
    if (all.length === values.length || kind !== 'weights' || patches.side !== 'key') return null;
    const shares = patches.segments.flatMap((segment) => {
      if (isOwn(patches)(segment)) return [];
      const weight = this.number(sumOf(all.subarray(segment.start, endOf(segment))));
      return [this.say('share', { weight, token: this.#beside(segment) })];
    });
    return this.say('split', { shares, rest: this.number(sumOf(values)) });
  }

  detail(patch: number): CellDetail {
    const { patches, panel } = this.#composition;
    const other = this.#map.other === 'mean' ? null : this.#map.other;
    const place = patches.lead + patch;
    const { columns } = panel.raw;
    const [query, key] = patches.isMap
      ? [Math.floor(place / columns), place % columns]
      : patches.side === 'key'
        ? [other, place]
        : [place, other];
    return { layer: panel.layer, head: panel.head, ...this.places(query, key), weight: this.#map.values[patch] };
  }

  /** Positions with their tokens. */
  places(query: number | null, key: number | null) {
    const token = (side: 'query' | 'key', at: number | null) => (at === null ? null : this.#names.token(side, at));
    return { query, key, queryToken: token('query', query), keyToken: token('key', key) };
  }

  /** The map as a grid and a table. */
  reading(label: string): MatrixReading {
    const { rows, columns, isRegions } = this.#composition.patches;
    const at = (row: number, column: number) => row * columns + column;
    return {
      label,
      rows,
      columns,
      rowName: (row) => (isRegions ? this.patch(row) : String(row)),
      columnName: (column) => (isRegions && this.#names.hasOther ? this.#names.other(this.#map.other) : String(column)),
      value: (row, column) => this.value(at(row, column)),
      sentence: (row, column) => this.sentence(at(row, column)),
    };
  }

  /** A segment beside the patches: a token by its name, several by their number. */
  #beside({ kind, start, length }: Segment): string {
    if (kind === 'register') return this.say('registerTokens', { count: length });
    if (kind === 'image') return this.say('otherPicture', { picture: this.#pictureAt(start) });
    return length === 1 ? this.#names.place(start) : this.say('words', { count: length });
  }

  /** Index of the picture whose patches begin at a position. */
  #pictureAt(start: number): number {
    const pictures = this.#composition.patches.segments.filter(({ kind }) => kind === 'image');
    return pictures.findIndex((one) => one.start === start);
  }
}

/** Whether a segment is the picture that is shown. */
const isOwn =
  ({ lead }: Patches) =>
  ({ kind, start }: Segment): boolean =>
    kind === 'image' && start === lead;
