import {
  type AttentionInteraction,
  cellGrid,
  chooser,
  headName,
  layersOf,
  type LineInk,
} from '@attn-elements/core/element';
import { type AttentionTools, type FigureContent, FigureTemplate } from '@attn-elements/core/element/base';
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { LinksView } from './view-model.js';
import { type Focus, tokenOf } from './focus.js';
import { linksLegend } from './legend.js';
import type { LinkedHead } from './model.js';
import type { LinksGrid } from './pointing.js';
import type { LinksSentences } from './strings.js';
import { linksColorOf } from './strokes.js';
import { headSwitches } from './switches.js';
import { tokensTemplate } from './view.js';

/** Options of one rendering. */
export interface LinksFigureOptions {
  readonly label: string;
  readonly ink: LineInk;
  /** Controls of the readers; nothing where they are given none. */
  readonly controls: TemplateResult | typeof nothing;
}

/** Content of the frame: layer, heads, tokens and lines, the line that reads a token, legend. */
export class LinksFigure extends FigureTemplate<LinksSentences, Focus, LinksGrid> {
  readonly #update: () => void;
  /** The head that the table lists. */
  #listed: LinkedHead['head'] | null = null;

  /** @param update asks for another rendering */
  constructor(
    tools: AttentionTools<LinksSentences>,
    interaction: AttentionInteraction<Focus, LinksGrid>,
    update: () => void,
  ) {
    super(tools, interaction);
    this.#update = update;
  }

  render(view: LinksView, { label, ink, controls }: LinksFigureOptions): FigureContent {
    const { say } = this.tools;
    const { heads, reader } = view;
    const { focus, scrolling } = this.interaction.grid;
    const choose = (showHeads: readonly number[] | null) => this.interaction.change({ showHeads });
    const color = heads.length === 1 ? linksColorOf(heads[0], ink) : 'currentColor';
    return {
      tools: this.#layers(),
      controls: html`${headSwitches(view, ink, say, choose)} ${controls}`,
      plot: this.#plot(view, label),
      readout: { spoken: focus && reader.sentence(focus), hint: say('hint') },
      legend: linksLegend(view, color, scrolling.scrolled, this.tools),
      listing: this.#listing(view, label),
    };
  }

  #plot(view: LinksView, label: string): TemplateResult {
    const { cells, grid } = this.interaction;
    const { scrolling } = grid;
    const { scrolled } = scrolling;
    const { layout, reader, measure } = view;
    const { focus, cursor } = grid;
    const isDown = layout.direction === 'vertical';
    const weight = (index: number) => (focus ? weightOf(view, focus, index) : '');
    return html`<div class="scroller ${layout.direction}" @scroll=${scrolling.onScroll}>
      <div class="track">
        <div class="plot" part="plot">
          <svg class="titles" part="axes" aria-hidden="true" width=${layout.width} height=${layout.height}>
            ${layout.titles.map(({ text, x, y, anchor }) => title(text, x, y, anchor))}
          </svg>
          <div
            class="view"
            @pointermove=${cells.onPointerMove}
            @pointerleave=${cells.onPointerLeave}
            @click=${cells.onClick}
          >
            <canvas part="canvas" aria-hidden="true"></canvas>
            ${cellGrid(
              reader.tokens(label, layout.direction),
              cells.cursor,
              this.say(isDown ? 'help' : 'helpAcross'),
              cells.onKey,
            )}
            <svg class="tokens" part="tokens" aria-hidden="true" width=${layout.view.width} height=${layout.view.height}>
              ${tokensTemplate({ layout, measure, focus, cursor, scrolled, weight })}
            </svg>
          </div>
        </div>
      </div>
    </div>`;
  }

  #layers(): TemplateResult | typeof nothing {
    const { heads, say } = this.tools;
    const { source, panels } = heads.loading.value!;
    const open = (layer: number) => heads.open({ ...heads.selection, layer });
    return chooser(say('layers'), layersOf(source), panels[0].layer, (layer) => say('layer', { n: layer }), open);
  }

  #listing({ composition, heads, reader }: LinksView, label: string): FigureContent['listing'] {
    const all = composition.heads;
    const listed = all.find(({ head }) => head === this.#listed) ?? heads[0];
    const nameOf = ({ head }: LinkedHead) => headName(head, this.say);
    const choose = ({ head }: LinkedHead) => {
      this.#listed = head;
      this.#update();
    };
    return {
      reading: reader.table(all.length > 1 ? `${label} · ${nameOf(listed)}` : label, listed),
      rows: this.say('queries'),
      columns: this.say('keys'),
      above: html`<div class="listed" data-figure-skip>${chooser(this.say('heads'), all, listed, nameOf, choose)}</div>`,
    };
  }
}

/** The weight between the token in focus and one of the other side. */
function weightOf({ reader }: LinksView, focus: Focus, index: number): string {
  const { side, index: token } = tokenOf(focus);
  return reader.short(reader.weights(side, token)[index]);
}

const title = (text: string, x: number, y: number, anchor: string) =>
  svg`<text class="axis-title" x=${x} y=${y} text-anchor=${anchor}>${text}</text>`;
