import {
  chooserStyles,
  type AttentionControllerOptions,
  leftOutRows,
  type Loaded,
  Memo,
  type PropertiesOf,
  scaleOptionsOf,
  scaleProperties,
  shadedTextStyles,
  shadeSamples,
  type ValuesChange,
} from '@attn-elements/core/element';
import { AttentionElement, type FigureContent } from '@attn-elements/core/element/base';
import type { PropertyValues } from 'lit';
import { textStyles } from './attn-text.styles.js';
import { TextFigure } from './figure.js';
import { markTexts, paintBars, paintTexts } from './paint.js';
import { TextGrid } from './pointing.js';
import { textProperties } from './properties.js';
import { textCsvRows } from './saving.js';
import { type TextSentences, textSentences } from './strings.js';
import { openText } from './text-source.js';
import { TextViewModel, type TextView } from './view.js';

export interface AttnText extends PropertiesOf<typeof scaleProperties>, PropertiesOf<typeof textProperties> {}

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
 * @csspart texts - All texts.
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
 */
export class AttnText extends AttentionElement<TextView, TextSentences> {
  static override properties = { ...scaleProperties, ...textProperties };
  static override translations = textSentences;
  static override styles = [super.styles, chooserStyles, shadedTextStyles, textStyles];

  protected override readonly interaction = this.interact(TextGrid);
  readonly #figure = new TextFigure({
    ...this.tools,
    interaction: this.interaction,
    setLevel: (level) => this.change({ level }),
  });
  readonly #composer = new TextViewModel();
  readonly #painted = new Memo<void>();

  /**
   * The values of the source, token by token, as CSV: layer, head, query, key, query_token, key_token, weight; of a document
   * sentence, word, token, sentence_weight, word_weight, weight.
   */
  override toCSV(): Promise<string> {
    return super.toCSV();
  }

  protected override get changeable() {
    return { ...super.changeable, level: this.level };
  }

  protected override get choosing(): AttentionControllerOptions {
    return {
      vectors: true,
      shows: 'head',
      open: (file, options, settings) => openText(file, options, settings, this.tokens),
    };
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

  protected override compose(loaded: Loaded): TextView {
    const { pieces, hideFirstToken, level } = this;
    const { rows, columns } = loaded.panels[0].raw;
    const given = {
      query: this.positionIn('query', this.query, rows),
      key: this.positionIn('key', this.key, columns),
    };
    return this.#composer.view({
      loaded,
      pieces,
      hideFirstToken,
      level,
      scale: scaleOptionsOf(this),
      choose: (composition) => {
        this.interaction.grid.begin(composition, given);
        return this.interaction.grid.choiceIn(composition);
      },
      isRightToLeft: () => {
        const text = this.find('.text');
        return text ? getComputedStyle(text).direction === 'rtl' : false;
      },
      nameElsewhere: this.interaction.group.nameElsewhere,
      ...this.context,
    });
  }

  protected override renderFigure(view: TextView): FigureContent {
    const { level, side, pieces, hideFirstToken, normalization, queryTitle, keyTitle } = this;
    const dir = this.getAttribute('dir');
    return this.#figure.render(view, { level, side, pieces, hideFirstToken, normalization, queryTitle, keyTitle, dir });
  }

  protected override draw(view: TextView, texts: HTMLElement): void {
    const { composition, shading } = view;
    this.#painted.of([composition, shading, texts], () => {
      paintTexts(texts, composition, shading);
      paintBars(texts, composition);
    });
    shadeSamples(this.shadowRoot!, shading.scale);
    markTexts(texts, composition, this.interaction.grid.marks(composition));
  }

  protected override summary(view: TextView): string {
    return this.#figure.summary(view, this.placeName);
  }

  protected override remarks(view: TextView) {
    return [...super.remarks(view), ...(view.shading.isMean ? leftOutRows(view.panel.raw) : [])];
  }

  protected override metadata(view: TextView | null) {
    const { pieces, side, level, scale, normalization, hideFirstToken } = this;
    const domain = view?.shading.scale.domain;
    const source = this.attention.loading.value?.source;
    const { layer, head } = view?.panel ?? {};
    const chosen = source && 'levels' in source ? { level } : { side };
    return { layer, head, ...chosen, pieces, scale, domain, normalization, hideFirstToken };
  }

  protected override savedRows() {
    const { value } = this.attention.loading;
    return value && textCsvRows(value);
  }
}
