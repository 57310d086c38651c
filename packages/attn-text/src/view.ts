import type { Matrix, ScaleOptions } from '@attn-elements/core/color';
import { tokensOf } from '@attn-elements/core/data';
import { type AttentionInputs, type MatrixReading, Memo, type ReadPanel } from '@attn-elements/core/element';
import type { TextChoice } from './choices.js';
import { type TextComposition, composeText, type Level } from './model.js';
import type { PieceRule } from './pieces.js';
import { TextReader } from './reading.js';
import { type Shading, shade } from './shading.js';
import type { TextSentences } from './strings.js';

/** View of one rendering. */
export interface TextView {
  readonly composition: TextComposition;
  readonly panel: ReadPanel;
  readonly shading: Shading;
  /** As it is shaded without a choice. */
  readonly whole: Shading;
  readonly reader: TextReader;
  readonly cells: MatrixReading;
  readonly table: MatrixReading;
  readonly summary: string;
  readonly averaged: Matrix | null;
  readonly isRightToLeft: () => boolean;
}

/** Inputs of a view. */
export interface TextInputs extends AttentionInputs<TextSentences> {
  readonly pieces: PieceRule;
  readonly hideFirstToken: boolean;
  readonly level: Level;
  readonly scale: ScaleOptions;
  /** Choice among the words, once they are known: whose weights are shown, and what was chosen to stay. */
  readonly choose: (composition: TextComposition) => Record<'shown' | 'kept', TextChoice | null>;
  readonly isRightToLeft: () => boolean;
}

/** Makes views, each part anew only when what it is made of has changed. */
export class TextViewModel {
  readonly #composition = new Memo<TextComposition>();
  readonly #shading = new Memo<Shading>();
  readonly #whole = new Memo<Shading>();
  readonly #reader = new Memo<TextReader>();
  readonly #summary = new Memo<string>();

  view(from: TextInputs): TextView {
    const { loaded, pieces, hideFirstToken, level, scale, shared, label, placeName } = from;
    const { source, panels } = loaded;
    const [panel] = panels;
    const { normalization } = scale;
    const scaling = Object.values(scale);
    const { say, language } = from;
    const composition = this.#composition.of([panel, source, pieces, hideFirstToken, normalization, language], () =>
      composeText(source, panel, { pieces, hideFirstToken, normalization, say }),
    );
    const { shown: choice, kept } = from.choose(composition);
    const shading = this.#shading.of(
      [composition, choice?.side, choice?.word, level, shared?.[0], shared?.[1], ...scaling],
      () => shade(composition, choice, { level, scale, shared }),
    );
    const whole = this.#whole.of([composition, level], () => shade(composition, null, { level, scale, shared }));
    const isSelf = composition.arrangement === 'self';
    const { query, key } = tokensOf(source, panel.layer);
    const hasTokens = {
      query: (isSelf && key !== null) || query !== null,
      key: (isSelf && query !== null) || key !== null,
    };
    const reader = this.#reader.of(
      [composition, from.language],
      () => new TextReader(from, composition, panel, hasTokens, from.nameElsewhere),
    );
    const [cells, table] = [reader.cells(label), reader.table(label)];
    const summary = this.#summary.of([reader, placeName, whole, kept?.side, kept?.word], () =>
      reader.summary(placeName, kept, whole),
    );
    const averaged = shading.isMean ? panel.raw : null;
    const { isRightToLeft } = from;
    return { composition, panel, shading, whole, reader, cells, table, summary, averaged, isRightToLeft };
  }
}
