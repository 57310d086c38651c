import type { ColorScale, Matrix } from '@attn-elements/core/color';
import {
  type AttentionInputs,
  headColor,
  headName,
  type LayoutInputs,
  type MatrixReading,
  Memo,
  panelNames,
  type TextMeasure,
} from '@attn-elements/core/element';
import { type ImageLayout, layOutImage } from './layout.js';
import {
  type ImageColorOptions,
  type ImageComposition,
  type ImageLayer,
  composeImage,
  mapOf,
  type Other,
  type PatchMap,
  imageScaleOf,
} from './model.js';
import type { Patches } from './patches.js';
import { ImageNames, PatchReader } from './reading.js';
import type { Regions } from './regions.js';
import type { ImageSentences } from './strings.js';

/** View of one rendering. */
export interface ImageView {
  readonly composition: ImageComposition;
  readonly map: PatchMap;
  /** Heads or queries that are laid over the picture together; null where there is one. */
  readonly layers: readonly ImageLayer[] | null;
  readonly scale: ColorScale;
  readonly layout: ImageLayout;
  readonly regions: Regions | null;
  readonly measure: TextMeasure;
  readonly names: ImageNames;
  readonly reader: PatchReader;
  readonly reading: MatrixReading;
  readonly summary: string;
  readonly averaged: Matrix | null;
  /** The layer and the head that are shown, where the file has several. */
  readonly place: readonly string[];
}

/** Inputs of a view. */
export interface ImageInputs extends AttentionInputs<ImageSentences>, LayoutInputs {
  readonly patches: Patches;
  readonly regions: Regions | null;
  readonly colors: ImageColorOptions;
  readonly otherIn: (composition: ImageComposition) => Other;
  readonly picture: { readonly ratio: number | null; readonly width: number | null };
  /** Queries that are laid over it together; null where one looks. */
  readonly queries: (composition: ImageComposition) => readonly number[] | null;
  /** Whether the heads of the panels are. */
  readonly hasHeads: boolean;
}

/** Colours of layers: bright ones, as most pictures are darker than paper. */
const layerColor = (at: number) => headColor(at, true);

/** Makes views, each part anew only when what it is made of has changed: a hover computes nothing. */
export class ImageViewModel {
  readonly #composition = new Memo<ImageComposition>();
  readonly #map = new Memo<PatchMap>();
  readonly #layers = new Memo<readonly ImageLayer[] | null>();
  readonly #scale = new Memo<ColorScale>();
  readonly #layout = new Memo<ImageLayout>();
  readonly #names = new Memo<ImageNames>();
  readonly #reader = new Memo<PatchReader>();
  readonly #summary = new Memo<string>();

  view(from: ImageInputs): ImageView {
    const { loaded, patches, regions, colors, shared, picture, room, language, label, placeName, say, measure } = from;
    const { source, panels } = loaded;
    const composition = this.#composition.of([panels, ...Object.values(patches), ...Object.values(colors)], () =>
      composeImage(panels[0], patches, source.kind, colors),
    );
    const other = from.otherIn(composition);
    const map = this.#map.of([composition, other], () => mapOf(composition, other));
    const queries = from.queries(composition);
    const scale = this.#scale.of([map, shared?.[0], shared?.[1]], () => imageScaleOf(composition, map, shared));
    const layout = this.#layout.of([composition, regions, picture.ratio, picture.width, ...Object.values(room)], () =>
      layOutImage(composition.patches, regions, picture, room),
    );
    const names = this.#names.of(
      [composition, language],
      () => new ImageNames(composition, source, say, from.nameElsewhere),
    );
    const layers = this.#layers.of([map, names, queries?.join(), from.hasHeads], () => {
      if (queries)
        return queries.map((one, at) => ({
          name: names.other(one),
          color: layerColor(at),
          map: mapOf(composition, one),
        }));
      if (!from.hasHeads) return null;
      return panels.map((panel) => {
        const own = composeImage(panel, patches, source.kind, colors);
        return { name: headName(panel.head, say), color: layerColor(Number(panel.head)), map: mapOf(own, other) };
      });
    });
    const reader = this.#reader.of([map, names, layers], () => new PatchReader(from, composition, map, names, layers));
    return {
      composition,
      map,
      layers,
      scale,
      layout,
      regions,
      measure,
      names,
      reader,
      reading: reader.reading(label),
      summary: this.#summary.of([reader, placeName], () => reader.summary(placeName)),
      averaged: map.other === 'mean' && patches.side === 'key' ? composition.panel.raw : null,
      place: panelNames(loaded, say),
    };
  }
}
