import { type AttentionInputs, type Loaded, scaleOptionsOf, type ValuesChange } from '@attn-elements/core/element';
import { AttentionElement, type FigureContent } from '@attn-elements/core/element/base';
import type { PropertyValues } from 'lit';
import { textStyles } from './attn-text.styles.js';
import { TextDrawing } from './drawing.js';
import { TextFigure } from './figure.js';
import { TextGrid } from './pointing.js';
import { textProperties, type TextProperties } from './properties.js';
import { textCsvRows } from './saving.js';
import { type TextSentences, textSentences } from './strings.js';
import { openText } from './text-source.js';
import { TextViewModel, type TextView } from './view.js';

export interface AttnText extends TextProperties {}

/**
 * A text whose words are shaded by attention: by what a chosen word attends to, by a vector of weights, or, sentence by
 * sentence, by the weights of a document's two levels.
 *
 * @customElement attn-text
 *
 * @fires attn-select - A word was chosen: {layer, head, query, key, weight, queryToken, keyToken}; positions are of its first token.
 * @fires attn-change - A reader chose the layer, the head, or what shades the words of a document: {layer, head, level}.
 *
 * @slot - Shown while loading, on error and without JavaScript: the text, an image.
 *
 * @csspart toolbar - The choosers and buttons.
 * @csspart chooser - The choosers of layer and head.
 * @csspart plot - All texts: what is pointed at, by the name that it has on every element.
 * @csspart texts - The same.
 * @csspart text - A text, or a sentence of a document.
 * @csspart word - A word.
 * @csspart bar - A sentence's bar and weight.
 * @csspart legend - Samples of the shades and a sentence.
 * @csspart readout - The line that reads a word.
 *
 * @cssprop --attn-text-size - Size of the words; 17px by default.
 * @cssprop --attn-shade - Shade of words; six tenths of it cover the strongest.
 * @cssprop --attn-shade-negative - Shade of words with values below 0.
 * @cssprop --attn-nan - Words whose weight is no number.
 * @cssprop --attn-unstored - Words that are not stored, of a file that keeps single cells.
 */
export class AttnText extends AttentionElement<TextView, TextSentences> {
  static override properties = textProperties;
  static override translations = textSentences;
  static override styles = [super.styles, textStyles];
  static override choosing = { vectors: true, shows: 'head', open: openText, overlays: true } as const;

  protected override readonly interaction = this.interact(TextGrid);
  readonly #figure = new TextFigure(this.tools, this.interaction);
  readonly #drawing = new TextDrawing(this);
  readonly #composer = new TextViewModel();

  /**
   * The values of the source, token by token, as CSV: layer, head, query, key, query_token, key_token, and weight, score or value; of a document
   * sentence, word, token, sentence_weight, word_weight, weight.
   */
  override toCSV(): Promise<string> {
    return super.toCSV();
  }

  /** A choice is forgotten with the words it was made among, not with the values. */
  protected override valuesChange(change: ValuesChange): void {
    super.valuesChange(change === 'source' ? 'heads' : change);
  }

  protected override get plotElement(): HTMLElement | null {
    return this.find('.texts');
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!this.shown || !(changed.has('query') || changed.has('key'))) return;
    this.interaction.grid.choose(this.shown.composition);
    this.shown = this.makeView();
  }

  protected override compose(given: AttentionInputs<TextSentences>): TextView {
    const { pieces, level } = this;
    const { rows, columns } = given.loaded.panels[0].raw;
    const chosen = {
      query: this.positionIn('query', this.query, rows),
      key: this.positionIn('key', this.key, columns),
    };
    const { grid } = this.interaction;
    return this.#composer.view({
      ...given,
      pieces,
      ...this.hiding,
      level,
      scale: scaleOptionsOf(this),
      hasLayers: this.showHeads !== null,
      choose: (composition) => {
        grid.begin(composition, chosen);
        return { shown: grid.choiceIn(composition), kept: grid.chosenIn(composition) };
      },
      isRightToLeft: () => {
        const text = this.find('.text');
        return text ? getComputedStyle(text).direction === 'rtl' : false;
      },
    });
  }

  protected override renderFigure(view: TextView): FigureContent {
    const { level, side, pieces, normalization, queryTitle, keyTitle } = this;
    const dir = this.getAttribute('dir');
    return this.#figure.render(view, { level, side, pieces, normalization, queryTitle, keyTitle, dir, ...this.hiding });
  }

  protected override draw(view: TextView, texts: HTMLElement): void {
    this.#drawing.draw(view, texts, this.interaction.grid.marks(view.composition));
  }

  protected override metadata(view: TextView | null) {
    const { pieces, side, level, scale, normalization } = this;
    const { layer, head } = view?.panel ?? {};
    const chosen = view?.composition.arrangement === 'document' ? { level } : { side };
    const { domain } = view?.shading.scale ?? {};
    return { layer, head, ...chosen, pieces, scale, domain, normalization, ...this.hiding };
  }

  protected override rowsOf(loaded: Loaded) {
    return textCsvRows(loaded);
  }
}
