import {
  cellGrid,
  chooser,
  type FigureController,
  type FigureTable,
  type Heads,
  savingMenu,
} from '@attn-elements/core/element';
import { extentOf } from '@attn-elements/core/math';
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { View } from './composer.js';
import { type Focus, tokenOf } from './focus.js';
import { legend } from './legend.js';
import type { LinkedHead } from './model.js';
import type { Pointing } from './pointing.js';
import type { ReaderWords } from './reading.js';
import { colorOf, type Ink } from './strokes.js';
import { headSwitches } from './switches.js';
import { tokensTemplate } from './view.js';

/** What a figure is rendered from, beside its view. */
export interface FigureParts {
  readonly heads: Heads;
  readonly pointing: Pointing;
  readonly saving: FigureController;
  readonly table: FigureTable;
  readonly words: () => ReaderWords;
  /** Shows other heads, null for all. */
  readonly choose: (heads: readonly number[] | null) => void;
  readonly openLayer: (layer: number) => void;
  /** Asks for another rendering. */
  readonly update: () => void;
}

/** What an author or the page asks of one rendering. */
export interface FigureOptions {
  readonly heading: string | null;
  readonly label: string;
  readonly ink: Ink;
  /** Nothing where readers are given none. */
  readonly controls: TemplateResult | typeof nothing;
}

/** The figure in the shadow root: heading, layer, heads, tokens and lines, the line that reads a token, legend, table. */
export class Figure {
  readonly #parts: FigureParts;
  /** The head that the table lists. */
  #listed: LinkedHead['head'] | null = null;

  constructor(parts: FigureParts) {
    this.#parts = parts;
  }

  render(view: View, { heading, label, ink, controls }: FigureOptions): TemplateResult {
    const { pointing, saving, table, choose } = this.#parts;
    const words = this.#parts.words();
    const { say } = words;
    const { heads, layout, reader } = view;
    const { focus, scrolled } = pointing;
    const spoken = focus && reader.sentence(focus);
    const isDown = layout.direction === 'vertical';
    return html`<div class="head" ?data-figure-skip=${!heading}>
        ${heading ? html`<div class="heading" part="heading">${heading}</div>` : nothing}
        <div class="toolbar" part="toolbar" data-figure-skip>${this.#layers(say)} ${savingMenu(say, saving, table)}</div>
      </div>
      <p id="summary" class="visually-hidden" data-figure-skip>${this.summary(view, label)}</p>
      ${headSwitches(view, ink, say, choose)} ${controls}
      <div class="scroller ${layout.direction}" @scroll=${pointing.onScroll}>
        <div class="track">
          <div class="plot" part="plot">
            <svg class="titles" part="axes" aria-hidden="true" width=${layout.width} height=${layout.height}>
              ${layout.titles.map(({ text, x, y, anchor }) => title(text, x, y, anchor))}
            </svg>
            <div
              class="view"
              @pointermove=${pointing.onPointerMove}
              @pointerleave=${pointing.onPointerLeave}
              @click=${pointing.onClick}
            >
              <canvas part="canvas" aria-hidden="true"></canvas>
              ${cellGrid(
                reader.tokens(label, layout.direction),
                cursorCell(pointing, isDown),
                say(isDown ? 'help' : 'helpAcross'),
                pointing.onKey,
              )}
              <svg class="tokens" part="tokens" aria-hidden="true" width=${layout.view.width} height=${layout.view.height}>
                ${tokensTemplate({
                  layout,
                  measure: view.measure,
                  focus,
                  cursor: pointing.cursor,
                  scrolled,
                  weight: (index) => (focus ? weightOf(view, focus, index) : ''),
                })}
              </svg>
            </div>
          </div>
        </div>
      </div>
      <div class="reading" data-figure-skip>
        <output aria-live="off" class="readout ${spoken ? 'value' : ''}" part="readout">${spoken ?? say('hint')}</output>
      </div>
      ${legend(view, heads.length === 1 ? colorOf(heads[0], ink) : 'currentColor', scrolled, words)}
      ${table.isOpen ? this.#renderTable(view, label) : nothing}`;
  }

  /** The figure in one sentence. */
  summary({ composition, reader }: View, title: string): string {
    const { say } = this.#parts.words();
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

  #layers(say: ReaderWords['say']): TemplateResult | typeof nothing {
    const { source, panels } = this.#parts.heads.loading.value!;
    const layers = Array.from({ length: source.layers }, (_, layer) => layer);
    return chooser(
      say('layers'),
      layers,
      panels[0].layer,
      (layer) => say('layer', { n: layer }),
      this.#parts.openLayer,
    );
  }

  #renderTable({ composition, heads, reader }: View, label: string): TemplateResult {
    const { say } = this.#parts.words();
    const all = composition.heads;
    const listed = all.find(({ head }) => head === this.#listed) ?? heads[0];
    const nameOf = ({ head }: LinkedHead) => (typeof head === 'number' ? say('head', { n: head }) : say(head));
    const name = all.length > 1 ? `${label} · ${nameOf(listed)}` : label;
    const words = {
      rows: say('queries'),
      columns: say('keys'),
      previous: say('previousPage'),
      next: say('nextPage'),
    };
    return html`<div class="listed" data-figure-skip>
        ${chooser(say('heads'), all, listed, nameOf, ({ head }) => {
          this.#listed = head;
          this.#parts.update();
        })}
      </div>
      ${this.#parts.table.render(reader.table(name, listed), words)}`;
  }
}

/** The keyboard's cell in the grid of tokens, which stand under or beside one another. */
function cursorCell({ cursor }: Pointing, isDown: boolean) {
  const { side, index } = tokenOf(cursor);
  const at = side === 'query' ? 0 : 1;
  return isDown ? { row: index, column: at } : { row: at, column: index };
}

/** The weight between the token in focus and one of the other side. */
function weightOf({ reader }: View, focus: Focus, index: number): string {
  const { side, index: token } = tokenOf(focus);
  return reader.short(reader.weights(side, token)[index]);
}

const title = (text: string, x: number, y: number, anchor: string) =>
  svg`<text class="axis-title" x=${x} y=${y} text-anchor=${anchor}>${text}</text>`;
