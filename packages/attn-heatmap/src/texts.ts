import type { TensorSource } from '@attn-elements/core/data';
import { labelsOf, type Panel, type Say } from '@attn-elements/core/element';
import type { Texts } from './layout.js';
import type { Sorted } from './sorting.js';

/** Names that an author gives; null where the language's own are used. */
export interface GivenNames {
  readonly queryTitle: string | null;
  readonly keyTitle: string | null;
  readonly layerNames: readonly string[] | null;
  readonly headNames: readonly string[] | null;
  /** Number of the first layer and head. */
  readonly firstIndex: number;
}

/** Names of layers, heads and panels in the reader's language or the author's words. */
export class HeatmapNames {
  readonly #given: GivenNames;
  readonly #say: Say;
  readonly #source: TensorSource;

  constructor(source: TensorSource, given: GivenNames, say: Say) {
    this.#source = source;
    this.#given = given;
    this.#say = say;
  }

  layer(layer: number, short = false): string {
    return (
      this.#given.layerNames?.[layer] ??
      (short ? String(layer + this.#given.firstIndex) : this.#say('layer', { n: layer }))
    );
  }

  head(head: Panel['head'], short = false): string {
    if (typeof head !== 'number') return this.#say(head);
    return (
      this.#given.headNames?.[head] ?? (short ? String(head + this.#given.firstIndex) : this.#say('head', { n: head }))
    );
  }

  /** A panel by what tells it from the others of the file: its layer, its head, or both. */
  panel({ layer, head }: Panel): string {
    const heads = this.#source.heads(layer);
    const parts = [
      this.#source.layers > 1 || this.#given.layerNames ? this.layer(layer) : '',
      heads > 1 || this.#given.headNames || typeof head !== 'number' ? this.head(head) : '',
    ];
    return parts.filter(Boolean).join(' · ');
  }
}

/** Two digits are what a title has room for. */
const round = (score: number) => Math.round(score * 100) / 100;

/** The texts around a figure. */
export function figureTexts(
  source: TensorSource,
  { panels, scores }: Sorted,
  names: HeatmapNames,
  given: GivenNames,
  say: Say,
  number: (value: number) => string,
): Texts {
  const layers = [...new Set(panels.map(({ layer }) => layer))];
  const shown = new Map(layers.map((layer) => [layer, labelsOf(source, layer, say)]));
  const heads = [...new Set(panels.map(({ head }) => head))];
  const [panel] = panels;
  const sameHead = layers.length > 1 && heads.length === 1 && names.panel(panel) !== names.layer(panel.layer);
  const sameLayer = heads.length > 1 && layers.length === 1 && source.layers > 1;
  return {
    common: sameHead ? names.head(panel.head) : sameLayer ? names.layer(panel.layer) : null,
    title: (index) => {
      const { layer, head } = panels[index];
      const name = sameHead ? names.layer(layer) : sameLayer ? names.head(head) : names.panel(panels[index]);
      return scores
        ? say('named', { name, value: Number.isNaN(scores[index]) ? '–' : number(round(scores[index])) })
        : name;
    },
    tokens: (index) => shown.get(panels[index].layer)!,
    queryTitle: given.queryTitle ?? say('queries'),
    keyTitle: given.keyTitle ?? say('keys'),
    panel: (index) => names.panel(panels[index]),
    row: (index, short) => names.layer(layers[index], short),
    column: (index, short) => names.head(heads[index], short),
    rowWord: say('layers'),
    columnWord: say('heads'),
  };
}
