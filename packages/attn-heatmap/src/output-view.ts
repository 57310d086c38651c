import { vik } from '@attn-elements/core/color';
import { type MatrixReading, Memo, type Room, type Say, type TextMeasure } from '@attn-elements/core/element';
import { type HeatmapLayout, layOutHeatmap, type Texts } from './layout.js';
import { composeHeatmap, type HeatmapComposition } from './model.js';
import { OutputReader } from './output-reader.js';
import type { SayOutput } from './output-strings.js';
import type { OutputPanel } from './output-sums.js';
import type { HeatmapView } from './view-model.js';

/** View of the outputs under their weights. */
export interface OutputView {
  readonly composition: HeatmapComposition;
  readonly texts: Texts;
  readonly layout: HeatmapLayout;
  readonly measure: TextMeasure;
  readonly reader: OutputReader;
  readonly reading: MatrixReading;
}

/** Inputs of a view of outputs. */
export interface OutputInputs {
  readonly panels: readonly OutputPanel[];
  /** View of the weights. */
  readonly weights: HeatmapView;
  readonly room: Room;
  readonly say: Say;
  readonly sayOutput: SayOutput;
  readonly number: (value: number) => string;
}

/** Height of outputs where the page fixes that of the figure, in pixels. */
const FIXED_HEIGHT = 160;

/** Outputs look the same whatever the weights are coloured by: both signs, from the middle. */
const options = {
  scale: 'linear',
  exponent: 1,
  domain: null,
  normalization: 'none',
  hideFirstToken: false,
  reduction: 'max',
} as const;

/** Makes views of outputs, each part anew only when what it is made of has changed. */
export class OutputViewModel {
  readonly #composition = new Memo<HeatmapComposition>();
  readonly #view = new Memo<OutputView>();

  view({ panels, weights, room, say, sayOutput, number }: OutputInputs): OutputView {
    const composition = this.#composition.of([panels], () =>
      composeHeatmap({ panels, scores: null }, { kind: 'scores' }, { ...options, colormap: vik() }),
    );
    const { texts: of, measure, reader: ofWeights } = weights;
    return this.#view.of([composition, of, measure, ofWeights, sayOutput, ...Object.values(room)], () => {
      const texts = {
        ...of,
        keyTitle: sayOutput('dimension'),
        tokens: (index: number) => ({ query: of.tokens(index).query, key: null }),
      };
      const height = room.height === null ? null : FIXED_HEIGHT;
      const layout = layOutHeatmap(composition, texts, { ...room, height }, { keyAxis: 'bottom', measure });
      const reader = new OutputReader(panels, texts, { say: sayOutput, number, special: say, weights: ofWeights });
      const label = sayOutput('output');
      const reading = panels.length === 1 ? reader.head(0, label) : reader.heads(label, layout);
      return { composition, texts, layout, measure, reader, reading };
    });
  }
}
