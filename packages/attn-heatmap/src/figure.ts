import { type AttentionInteraction, arrowSteps, isComputed, legendTemplate, Memo } from '@attn-elements/core/element';
import { type AttentionTools, type FigureContent, FigureTemplate } from '@attn-elements/core/element/base';
import type { TensorSource } from '@attn-elements/core/data';
import { nothing, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { CellNumbers } from './cell-numbers.js';
import type { HeadsPlot } from './heads-plot.js';
import type { HeatmapView } from './view-model.js';
import { heatmapLegendNotes } from './legend.js';
import type { HeatmapSpot } from './layout.js';
import type { ComputedController } from './computed.js';
import { type HeatmapGrid, isMany } from './pointing.js';
import type { OutputPart } from './output.js';
import { matricesTemplate } from './plot.js';
import type { Sorting } from './sorting.js';
import type { StepsPart } from './steps.js';
import type { HeatmapSentences } from './strings.js';
import { headSteps } from './templates.js';
import { frameTemplate } from './view.js';
import type { HeatmapZoom } from './zoom.js';

/** Options of one rendering. */
export interface HeatmapFigureOptions {
  readonly root: ShadowRoot;
  readonly controls: boolean;
  readonly sort: Sorting;
  /** Numbers in the cells; null where none are asked for. */
  readonly numbers: CellNumbers | null;
  /** Output of the weights; null where it is not shown. */
  readonly output: OutputPart | null;
  /** Attention step by step; null where it is not shown. */
  readonly steps: StepsPart | null;
  /** Shows heads as points; null where they are matrices. */
  readonly points: HeadsPlot | null;
  /** Shows a part large; null where that is of no use. */
  readonly zoom: HeatmapZoom | null;
}

/** Content of the frame: steps from head to head, controls, matrices, the line that reads a cell, legend. */
export class HeatmapFigure extends FigureTemplate<HeatmapSentences, HeatmapSpot, HeatmapGrid> {
  readonly #computed: ComputedController;
  readonly #frame = new Memo<SVGTemplateResult>();

  constructor(
    tools: AttentionTools<HeatmapSentences>,
    interaction: AttentionInteraction<HeatmapSpot, HeatmapGrid>,
    computed: ComputedController,
  ) {
    super(tools, interaction);
    this.#computed = computed;
  }

  render(
    view: HeatmapView,
    { root, controls, sort, numbers, output, steps, points, zoom }: HeatmapFigureOptions,
  ): FigureContent {
    const { heads, say, number, language } = this.tools;
    const { cells } = this.interaction;
    const { composition, reader, reading, layout, texts } = view;
    const many = isMany(view);
    const { spot } = cells;
    const shown = heads.loading.value?.source;
    const computed = isComputed(shown) ? shown.notes(language(), number) : [];
    const inCells = composition.isRule || view.heads ? null : (numbers?.render(view) ?? null);
    const unwritten = numbers && !inCells && !composition.isRule && !view.heads ? [say('noNumbers')] : [];
    const part = [...(zoom?.notes(texts) ?? []), ...unwritten];
    return {
      tools: many ? (view.heads && points ? points.tools() : nothing) : this.#headSteps(view),
      controls: controls ? this.#controls(view, heads.source, root) : nothing,
      plot: this.#plot(view, zoom, inCells),
      readout: {
        spoken:
          !spot || spot.extent ? null : many ? (view.heads ?? reader).headSentence(spot.panel) : reader.sentence(spot),
        hint: (!many && zoom?.hint) || say(many ? 'hintHeads' : 'hint'),
        steps: [...arrowSteps(say), [say('stronger'), '★', 'n']],
        press: many ? undefined : (key) => cells.press(key),
        more: many ? nothing : zoom?.tools(),
      },
      legend: legendTemplate(
        view.heads?.legend ??
          heatmapLegendNotes(composition, texts, layout, say, number, view.measure, [...part, ...computed], sort),
      ),
      below: [steps?.render(view, cells.pinned), output?.render(spot)],
      listing: {
        reading: view.heads?.table ?? zoom?.listed(reading) ?? reading,
        rows: view.heads ? say('heads') : texts.queryTitle,
        columns: texts.keyTitle,
        below: output?.table(),
      },
    };
  }

  #plot(view: HeatmapView, zoom: HeatmapZoom | null, numbers: SVGTemplateResult | null): TemplateResult {
    const { cells, grid } = this.interaction;
    const { composition, layout } = view;
    const frame = view.heads?.frame ?? this.#frame.of([layout], () => frameTemplate(layout, composition));
    const many = isMany(view);
    const help = [this.say(many ? 'headsHelp' : 'gridHelp'), many ? '' : zoom?.help].filter(Boolean).join(' ');
    return matricesTemplate({ view, cells, marks: grid.marks(view), frame, numbers, help });
  }

  #controls(
    { composition }: HeatmapView,
    source: TensorSource | null,
    root: ShadowRoot,
  ): TemplateResult | typeof nothing {
    if (!isComputed(source)) return nothing;
    const { language, number } = this.tools;
    const { rows: queries, columns: keys } = composition.panels[0].raw;
    const { change } = this.#computed;
    return source.controls(root, { queries, keys, language: language(), number, change });
  }

  #headSteps({ texts }: HeatmapView): TemplateResult | typeof nothing {
    const { heads, say } = this.tools;
    const step = (by: number) => {
      const panel = heads.beside(by);
      return panel && (() => heads.open(panel));
    };
    const [previous, next] = [step(-1), step(1)];
    if (!previous && !next) return nothing;
    const back = heads.hasWayBack ? () => heads.open(null) : null;
    return headSteps({ name: texts.panel(0), isAloud: !heads.isLinked, say, back, previous, next });
  }
}
