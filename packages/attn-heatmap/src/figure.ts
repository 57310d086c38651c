import { arrowSteps, cellGrid, isLive, legendTemplate, Memo } from '@attn-elements/core/element';
import type { AttentionTools, FigureContent } from '@attn-elements/core/element/base';
import type { TensorSource } from '@attn-elements/core/data';
import { html, nothing, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { View } from './composer.js';
import { legendNotes } from './legend.js';
import type { Live } from './live.js';
import { isMany, type Pointing } from './pointing.js';
import type { Sorting } from './sorting.js';
import type { Sentences } from './strings.js';
import { headSteps } from './templates.js';
import { frameTemplate, marksTemplate } from './view.js';

/** What a heatmap is rendered from, beside its view. */
export interface FigureParts extends AttentionTools<Sentences> {
  readonly live: Live;
  readonly pointing: Pointing;
  readonly root: () => ShadowRoot;
}

/** What an author or the page asks of one rendering. */
export interface FigureOptions {
  readonly controls: boolean;
  readonly sort: Sorting;
}

/** What stands in the frame: steps from head to head, controls, matrices, the line that reads a cell, legend. */
export class Figure {
  readonly #parts: FigureParts;
  readonly #frame = new Memo<SVGTemplateResult>();

  constructor(parts: FigureParts) {
    this.#parts = parts;
  }

  render(view: View, { controls, sort }: FigureOptions): FigureContent {
    const { heads, pointing, say, number, language } = this.#parts;
    const { composition, reader, reading, layout, texts } = view;
    const many = isMany(view);
    const { spot } = pointing;
    const shown = heads.loading.value?.source;
    const computed = isLive(shown) ? shown.notes(language(), number) : [];
    return {
      tools: many ? nothing : this.#headSteps(view),
      controls: controls ? this.#controls(view, heads.source) : nothing,
      plot: this.#plot(view),
      readout: {
        spoken: spot && (many ? reader.headSentence(spot.panel) : reader.sentence(spot)),
        hint: say(many ? 'hintHeads' : 'hint'),
        steps: [...arrowSteps(say), [say('stronger'), '★', 'n']],
        press: many ? undefined : (key) => pointing.press(key),
      },
      legend: legendTemplate(legendNotes(composition, texts, layout, say, number, view.measure, computed, sort)),
      listing: { reading, rows: texts.queryTitle, columns: texts.keyTitle },
    };
  }

  #plot(view: View): TemplateResult {
    const { pointing, say } = this.#parts;
    const { composition, reading, layout } = view;
    const many = isMany(view);
    const marks = pointing.marks(view);
    const isMarked = pointing.spot !== null || marks.some(({ kind }) => kind === 'linked');
    const frame = this.#frame.of([layout], () => frameTemplate(layout, composition));
    return html`<div
      class="plot ${many ? 'heads' : ''}"
      part="plot"
      @pointermove=${pointing.onPointerMove}
      @pointerleave=${pointing.onPointerLeave}
      @click=${pointing.onClick}
    >
      <svg class="axes" part="axes" aria-hidden="true" width=${layout.width} height=${layout.height}>${frame}</svg>
      <canvas part="canvas" aria-hidden="true"></canvas>
      ${cellGrid(reading, pointing.cursor, say(many ? 'headsHelp' : 'gridHelp'), pointing.onKey)}
      <svg class="marks ${isMarked ? 'on' : ''}" aria-hidden="true" data-figure-skip width=${layout.width} height=${layout.height}>
        ${marksTemplate(layout, composition, marks)}
      </svg>
    </div>`;
  }

  /** The figure in one sentence. */
  summary({ composition, reader, texts }: View, title: string): string {
    const { say } = this.#parts;
    const { raw } = composition.panels[0];
    const size = { title, queries: raw.rows, keys: raw.columns };
    if (composition.panels.length > 1) return say('summaryMany', { ...size, count: composition.panels.length });
    const strongest = reader.strongest(0);
    if (!strongest) return say('noStrongest', { panel: title });
    const high = reader.value({ panel: 0, ...strongest });
    const panel = texts.panel(0);
    return say('summaryOne', {
      ...size,
      title: panel ? `${title} (${panel})` : title,
      high,
      query: reader.query(strongest.row),
      key: reader.key(strongest.column),
    });
  }

  #controls({ composition }: View, source: TensorSource | null): TemplateResult | typeof nothing {
    if (!isLive(source)) return nothing;
    const { language, number, live: following, root } = this.#parts;
    const { rows: queries, columns: keys } = composition.panels[0].raw;
    const { change } = following;
    return source.controls(root(), { queries, keys, language: language(), number, change });
  }

  #headSteps({ texts }: View): TemplateResult | typeof nothing {
    const { heads, say } = this.#parts;
    const step = (by: number) => {
      const panel = heads.beside(by);
      return panel && (() => heads.open(panel));
    };
    const [previous, next] = [step(-1), step(1)];
    if (!previous && !next) return nothing;
    const back = heads.hasWayBack ? () => this.#goBack() : null;
    return headSteps({ name: texts.panel(0), say, back, previous, next });
  }

  /** The button that was pressed is gone with the head: the focus stays in the figure. */
  #goBack(): void {
    this.#parts.heads.open(null);
    this.#parts.pointing.focus();
  }
}
