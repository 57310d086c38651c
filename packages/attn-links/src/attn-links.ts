import { type AttentionInputs, type Loaded, scaleOptionsOf, weightRows } from '@attn-elements/core/element';
import { AttentionElement, type FigureContent, PlotController } from '@attn-elements/core/element/base';
import { nothing } from 'lit';
import { amountControl } from './amount.js';
import { linksStyles } from './attn-links.styles.js';
import { LinksDrawing } from './drawing.js';
import { LinksFigure } from './figure.js';
import { LinksGrid } from './pointing.js';
import { linksProperties, type LinksProperties } from './properties.js';
import { type LinksSentences, linksSentences } from './strings.js';
import { LinksViewModel, type LinksView } from './view-model.js';

export interface AttnLinks extends LinksProperties {}

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
  static override styles = [super.styles, linksStyles];
  static override choosing = { shows: 'layer' } as const;

  protected override readonly plot = new PlotController(this, { hasInk: true });
  protected override readonly interaction = this.interact(LinksGrid);
  readonly #drawing = this.adopt(new LinksDrawing(this));
  readonly #figure = new LinksFigure(this.tools, this.interaction, () => this.requestUpdate());
  readonly #composer = new LinksViewModel();

  protected override get plotElement(): HTMLElement | null {
    return this.find('.scroller');
  }

  protected override compose(given: AttentionInputs<LinksSentences>): LinksView {
    const { topP, topK, min, showHeads: heads, direction } = this;
    return this.#composer.view({
      ...given,
      ...this.plot.layout(13),
      options: { topP, topK, min, ...this.hiding, ...scaleOptionsOf(this) },
      heads,
      direction,
      queryTitle: this.queryTitle ?? this.say('queries'),
      keyTitle: this.keyTitle ?? this.say('keys'),
    });
  }

  protected override renderFigure(view: LinksView): FigureContent {
    const { options, keys } = view.composition;
    const change = (amount: object) => this.change(amount);
    const controls = this.controls ? amountControl(options, keys, this.tools, change) : nothing;
    return this.#figure.render(view, { label: this.ownName, ink: this.plot.ink, controls });
  }

  protected override draw(view: LinksView, scroller: HTMLElement): void {
    this.#drawing.draw(view, scroller, this.interaction.grid, this.plot);
  }

  protected override metadata(view: LinksView | null) {
    const { topP, topK, min, scale, normalization } = this;
    const shown = view && { layer: view.composition.layer, heads: view.heads.map(({ head }) => head) };
    const amount = topK === null ? { topP } : { topK };
    const { domain } = view?.composition.scale ?? {};
    return { ...shown, scale, domain, normalization, ...amount, min, ...this.hiding };
  }

  protected override rowsOf({ source, panels }: Loaded) {
    return weightRows(source, this.shown?.heads ?? panels);
  }
}
