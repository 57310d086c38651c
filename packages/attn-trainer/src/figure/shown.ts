import type { ColorScale } from '@attn-elements/core/color';
import { visibleText } from '@attn-elements/core/data';
import { type LayoutInputs, Memo, type TextMeasure } from '@attn-elements/core/element';
import type { AttentionMap, Example } from '../datasets/dataset.js';
import { documentOf, type DocumentSentence } from './document.js';
import { DocumentReader } from './document-reader.js';
import { shadesOf } from './document-template.js';
import { headName, HeadReader } from './head-reader.js';
import { type TrainerLayout, layOutHeads, layOutPictures } from './layout.js';
import type { AttentionReader } from './reading.js';
import { trainerScaleOf } from '../view.js';
import type { FormatNumber, TrainerSay } from './words.js';

/** Attention to one example as it is shown. */
export interface Shown {
  readonly example: Example;
  /** The map that other elements are given, too. */
  readonly map: AttentionMap;
  readonly title: string;
  /** Name of the run among others; empty where it is alone. */
  readonly runName: string;
  /** null where heads are drawn. */
  readonly sentences: readonly DocumentSentence[] | null;
  /** null of a document, whose words the page itself lays out. */
  readonly layout: TrainerLayout | null;
  readonly scale: ColorScale;
  readonly reader: AttentionReader;
  readonly measure: TextMeasure;
}

/** Inputs of a view. */
export interface TrainerInputs extends LayoutInputs {
  readonly example: Example;
  readonly step: number;
  /** Index of the example's map. */
  readonly choice: number;
  /** Ends of the scale of colours; null is by the weights that are shown. */
  readonly domain: readonly [number, number] | null;
  /** Name of the run among others; empty where it is alone. */
  readonly runName: string;
  readonly language: string;
  readonly say: TrainerSay;
  readonly number: FormatNumber;
}

/** Makes what is shown, each part anew only when what it is made of has changed: a hover computes nothing. */
export class TrainerViewModel {
  readonly #shown = new Memo<Shown>();

  shown(from: TrainerInputs): Shown {
    const { example, step, choice, domain, runName, room, measure, language } = from;
    const made = [
      example,
      step,
      choice,
      domain?.[0],
      domain?.[1],
      runName,
      measure,
      language,
      room.width,
      room.pixelRatio,
    ];
    return this.#shown.of(made, () => compose(from));
  }
}

function compose({ example, step, choice, domain, runName, room, measure, say, number }: TrainerInputs): Shown {
  const { attention, picture } = example;
  const map = attention[Math.min(choice, attention.length - 1)];
  const title = [runName, say('attention', { step })].filter(Boolean).join(' · ');
  const sentences = documentOf(attention);
  if (sentences) {
    const scale = trainerScaleOf(Float32Array.from(shadesOf(sentences).domain), null);
    const reader = new DocumentReader(sentences, title, say, number);
    return { example, map, title, runName, sentences, layout: null, scale, reader, measure };
  }
  const nameOf = (panel: number) => headName(map, panel, say);
  const labels = { queries: visible(map.queryTokens), keys: visible(map.keyTokens) };
  const layout = picture
    ? layOutPictures(map, picture, say('input'), nameOf, room, measure)
    : layOutHeads(map, labels, nameOf, room, measure);
  const reader = new HeadReader(map, labels, title, say, number);
  return {
    example,
    map,
    title,
    runName,
    sentences,
    layout,
    scale: trainerScaleOf(map.values, domain),
    reader,
    measure,
  };
}

/** Words as they are shown: what cannot be seen in them is made visible. */
const visible = (tokens: readonly string[] | null): readonly string[] | null => tokens && tokens.map(visibleText);
