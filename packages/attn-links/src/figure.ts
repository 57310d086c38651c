import { type AttentionInteraction, cellGrid, chooser, headName, layersOf } from '@attn-elements/core/element';
import type { AttentionTools, FigureContent } from '@attn-elements/core/element/base';
import { extentOf } from '@attn-elements/core/math';
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { LinksView } from './view-model.js';
import { type Focus, tokenOf } from './focus.js';
import { legend } from './legend.js';
import type { LinkedHead } from './model.js';
import type { LinksGrid } from './pointing.js';
import type { ReaderWords } from './reading.js';
import type { LinksSentences } from './strings.js';
import { linksColorOf, type LinksInk } from './strokes.js';
import { headSwitches } from './switches.js';
import { tokensTemplate } from './view.js';

/** Parts that lines are rendered from, beside their view. */
export interface LinksFigureParts extends AttentionTools<LinksSentences> {
  readonly interaction: AttentionInteraction<Focus, LinksGrid>;
  readonly words: () => ReaderWords;
  /** Shows other heads, null for all. */
  readonly choose: (heads: readonly number[] | null) => void;
  /** Asks for another rendering. */
  readonly update: () => void;
}

/** Options of one rendering. */
export interface LinksFigureOptions {
  readonly label: string;
  readonly ink: LinksInk;
  /** Controls of the readers; nothing where they are given none. */
  readonly controls: TemplateResult | typeof nothing;
}

/** Content of the frame: layer, heads, tokens and lines, the line that reads a token, legend. */
export class LinksFigure {
  readonly #parts: LinksFigureParts;
  /** The head that the table lists. */
  #listed: LinkedHead['head'] | null = null;

  constructor(parts: LinksFigureParts) {
    this.#parts = parts;
  }

  render(view: LinksView, { label, ink, controls }: LinksFigureOptions): FigureContent {
    const { interaction, choose, say, words } = this.#parts;
    const { heads, reader } = view;
    const { focus, scrolling } = interaction.grid;
    const color = heads.length === 1 ? linksColorOf(heads[0], ink) : 'currentColor';
    return {
      tools: this.#layers(),
      controls: html`${headSwitches(view, ink, say, choose)} ${controls}`,
      plot: this.#plot(view, label),
      readout: { spoken: focus && reader.sentence(focus), hint: say('hint') },
      legend: legend(view, color, scrolling.scrolled, words()),
      listing: this.#listing(view, label),
    };
  }

  #plot(view: LinksView, label: string): TemplateResult {
    const { interaction, say } = this.#parts;
    const { cells, grid } = interaction;
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
              say(isDown ? 'help' : 'helpAcross'),
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

  /** The figure in one sentence. */
  summary({ composition, reader }: LinksView, title: string): string {
    const { say } = this.#parts;
    const { heads, queries, keys, extent } = composition;
    const best = heads.find(({ shown }) => extentOf(shown.values).high === extent.high);
    const at = best ? extentOf(best.shown.values).highAt : -1;
    const strongest =
      at < 0
        ? ''
        : say('strongest', {
            weight: reader.short(extent.high) || String(extent.high),
            query: reader.name('query', Math.floor(at / keys)),
            key: reader.name('key', at % keys),
          });
    const details = { title, queries, keys, heads: heads.length, strongest };
    return say(heads.length > 1 ? 'summaryHeads' : 'summary', details);
  }

  #layers(): TemplateResult | typeof nothing {
    const { heads, say } = this.#parts;
    const { source, panels } = heads.loading.value!;
    const open = (layer: number) => heads.open({ ...heads.selection, layer });
    return chooser(say('layers'), layersOf(source), panels[0].layer, (layer) => say('layer', { n: layer }), open);
  }

  #listing({ composition, heads, reader }: LinksView, label: string): FigureContent['listing'] {
    const { say, update } = this.#parts;
    const all = composition.heads;
    const listed = all.find(({ head }) => head === this.#listed) ?? heads[0];
    const nameOf = ({ head }: LinkedHead) => headName(head, say);
    const choose = ({ head }: LinkedHead) => {
      this.#listed = head;
      update();
    };
    return {
      reading: reader.table(all.length > 1 ? `${label} · ${nameOf(listed)}` : label, listed),
      rows: say('queries'),
      columns: say('keys'),
      above: html`<div class="listed" data-figure-skip>${chooser(say('heads'), all, listed, nameOf, choose)}</div>`,
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
