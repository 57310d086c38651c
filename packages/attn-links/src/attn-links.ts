import {
  chooserStyles,
  type AttentionControllerOptions,
  legendStyles,
  type Loaded,
  Memo,
  type PropertiesOf,
  StrokeCanvas,
  weightRows,
} from '@attn-elements/core/element';
import { AttentionElement, type FigureContent, PlotController } from '@attn-elements/core/element/base';
import { html, nothing, type TemplateResult } from 'lit';
import { amountControl } from './amount.js';
import { linksStyles } from './attn-links.styles.js';
import { LinksViewModel, type LinksView } from './view-model.js';
import { LinksFigure } from './figure.js';
import { placePlot } from './place.js';
import { LinksGrid } from './pointing.js';
import { linksProperties } from './properties.js';
import type { ReaderWords } from './reading.js';
import { type LinksInk, linksStrokesOf } from './strokes.js';
import { type LinksSentences, linksSentences } from './strings.js';

export interface AttnLinks extends PropertiesOf<typeof linksProperties> {}

/**
 * A model's attention as lines between tokens: queries at the left, keys at the right, a colour for each head.
 *
 * @customElement attn-links
 *
 * @fires attn-change - A reader changed which layer, which heads or how many lines are shown: {layer, head, showHeads, topP, topK}.
 *
 * @csspart chooser - The lists of layers, and of the heads of the table.
 * @csspart controls - The readers' control of how many lines there are.
 * @csspart plot - Tokens and lines.
 * @csspart canvas - The lines.
 * @csspart tokens - The tokens.
 * @csspart axes - The titles of the two sides.
 * @csspart legend - What the lines say.
 * @csspart readout - The line that reads a token.
 *
 * @cssprop --attn-line - Lines of heads that are rolled up.
 */
export class AttnLinks extends AttentionElement<LinksView, LinksSentences> {
  static override properties = linksProperties;
  static override translations = linksSentences;
  static override styles = [super.styles, chooserStyles, legendStyles, linksStyles];

  protected override readonly plot = new PlotController(this);
  readonly #lines = new StrokeCanvas(this, () => this.find<HTMLCanvasElement>('.view canvas'));
  protected override readonly interaction = this.interact(LinksGrid);
  readonly #figure = new LinksFigure({
    ...this.tools,
    interaction: this.interaction,
    words: () => this.#words,
    choose: (heads) => this.change({ showHeads: heads }),
    update: () => this.requestUpdate(),
  });
  readonly #composer = new LinksViewModel();
  readonly #placed = new Memo<void>();
  readonly #drawn = new Memo<void>();

  protected override get changeable() {
    const { showHeads, topP, topK } = this;
    return { ...super.changeable, showHeads, topP, topK };
  }

  protected override get choosing(): AttentionControllerOptions {
    return { shows: 'layer' };
  }

  protected override get probes(): TemplateResult {
    return html`<span class="ink" aria-hidden="true"></span>`;
  }

  protected override get plotElement(): HTMLElement | null {
    return this.find('.scroller');
  }

  protected override compose(loaded: Loaded): LinksView {
    const { topP, topK, min, hideFirstToken, domain, showHeads: heads, direction } = this;
    return this.#composer.view({
      loaded,
      options: { topP, topK, min, hideFirstToken, domain },
      heads,
      direction,
      queryTitle: this.queryTitle ?? this.say('queries'),
      keyTitle: this.keyTitle ?? this.say('keys'),
      ...this.plot.layout(13),
      ...this.context,
    });
  }

  protected override renderFigure(view: LinksView): FigureContent {
    const { ownName: label } = this;
    const { options, keys } = view.composition;
    const controls = this.controls ? amountControl(options, keys, this.#words, (to) => this.change(to)) : nothing;
    return this.#figure.render(view, { label, ink: this.#ink, controls });
  }

  protected override draw(view: LinksView, scroller: HTMLElement): void {
    const { composition, layout, heads } = view;
    this.#placed.of([layout, scroller], () => placePlot(this.shadowRoot!, layout));
    const { focus, scrolling } = this.interaction.grid;
    const { scrolled } = scrolling;
    const { line, isDark } = this.#ink;
    this.#drawn.of([heads, layout, focus, scrolled, line, isDark, this.plot.colors, scroller], () => {
      const { width, height } = layout.view;
      const strokes = linksStrokesOf({ composition, layout, heads, focus, scrolled }, { line, isDark });
      this.#lines.show({ width, height, strokes });
    });
  }

  protected override drawNow(): void {
    this.#lines.drawNow();
  }

  protected override summary(view: LinksView): string {
    return this.#figure.summary(view, this.placeName);
  }

  protected override metadata(view: LinksView | null) {
    const { topP, topK, min, hideFirstToken } = this;
    const shown = view && { layer: view.composition.layer, heads: view.heads.map(({ head }) => head) };
    const amount = topK === null ? { topP } : { topK };
    return { ...shown, domain: view?.composition.domain, ...amount, min, hideFirstToken };
  }

  protected override savedRows() {
    const { value } = this.attention.loading;
    return value && weightRows(value.source, this.shown?.heads ?? value.panels);
  }

  /** Colours of lines on this page; the first rendering has none to read yet, and is followed by another. */
  get #ink(): LinksInk {
    const probe = this.find('.ink');
    const style = probe && getComputedStyle(probe);
    return { line: style?.color || 'currentColor', isDark: style?.backgroundColor === 'rgb(0, 0, 0)' };
  }

  get #words(): ReaderWords {
    const { say, number, percent } = this;
    return { say, number, percent };
  }
}
