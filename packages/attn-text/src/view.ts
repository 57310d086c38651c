import type { Matrix, ScaleOptions } from '@attn-elements/core/color';
import { tokensOf } from '@attn-elements/core/data';
import {
  type AttentionInputs,
  headName,
  type Hiding,
  type MatrixReading,
  Memo,
  type ReadPanel,
} from '@attn-elements/core/element';
import type { TextChoice } from './choices.js';
import { type TextComposition, composeText, type Level } from './model.js';
import type { PieceRule } from './pieces.js';
import type { TextLayer } from './layers.js';
import { TextReader } from './reading.js';
import { type Shading, shade } from './shading.js';
import type { TextSentences } from './strings.js';

/** View of one rendering. */
export interface TextView {
  readonly composition: TextComposition;
  readonly panel: ReadPanel;
  readonly shading: Shading;
  /** Heads that shade the words together; null where one does. */
  readonly layers: readonly TextLayer[] | null;
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
export interface TextInputs extends AttentionInputs<TextSentences>, Hiding {
  readonly pieces: PieceRule;
  readonly level: Level;
  readonly scale: ScaleOptions;
  /** Whether all panels shade the words, and not the first alone. */
  readonly hasLayers: boolean;
  /** Choice among the words, once they are known: whose weights are shown, and what was chosen to stay. */
  readonly choose: (composition: TextComposition) => Record<'shown' | 'kept', TextChoice | null>;
  readonly isRightToLeft: () => boolean;
}

/** Makes views, each part anew only when what it is made of has changed. */
export class TextViewModel {
  readonly #composition = new Memo<TextComposition>();
  readonly #shading = new Memo<Shading>();
  readonly #compositions = new Memo<readonly TextComposition[]>();
  readonly #layers = new Memo<readonly TextLayer[] | null>();
  readonly #whole = new Memo<Shading>();
  readonly #reader = new Memo<TextReader>();
  readonly #summary = new Memo<string>();

  view(from: TextInputs): TextView {
    const { loaded, pieces, hideFirstToken, hide, level, scale, shared, label, placeName } = from;
    const { source, panels } = loaded;
    const [panel] = panels;
    const { normalization } = scale;
    const scaling = Object.values(scale);
    const { say, language } = from;
    const compose = (one: ReadPanel) => composeText(source, one, { pieces, hideFirstToken, hide, normalization, say });
    const made = [source, pieces, hideFirstToken, hide, normalization, language];
    const composition = this.#composition.of([panel, ...made], () => compose(panel));
    const others = this.#compositions.of([panels, ...made], () => panels.slice(1).map(compose));
    const { shown: choice, kept } = from.choose(composition);
    const shading = this.#shading.of(
      [composition, choice?.side, choice?.word, level, shared?.[0], shared?.[1], ...scaling],
      () => shade(composition, choice, { level, scale, shared }),
    );
    const layers = this.#layers.of([shading, others, from.hasLayers], () =>
      from.hasLayers && composition.arrangement !== 'document'
        ? [composition, ...others].map((own, at) => ({
            name: headName(panels[at].head, say),
            head: Number(panels[at].head),
            composition: own,
            // Each by its own largest: heads differ in how far they spread.
            shading: shade(own, choice, { level, scale, shared: null }),
          }))
        : null,
    );
    const whole = this.#whole.of([composition, level], () => shade(composition, null, { level, scale, shared }));
    const isSelf = composition.arrangement === 'self';
    const { query, key } = tokensOf(source, panel.layer);
    const hasTokens = {
      query: (isSelf && key !== null) || query !== null,
      key: (isSelf && query !== null) || key !== null,
    };
    const reader = this.#reader.of(
      [composition, layers, from.language],
      () => new TextReader(from, composition, panel, hasTokens, from.nameElsewhere, layers),
    );
    const [cells, table] = [reader.cells(label), reader.table(label)];
    const summary = this.#summary.of([reader, placeName, whole, kept?.side, kept?.word], () =>
      reader.summary(placeName, kept, whole),
    );
    const averaged = shading.isMean ? panel.raw : null;
    const { isRightToLeft } = from;
    return { composition, panel, shading, layers, whole, reader, cells, table, summary, averaged, isRightToLeft };
  }
}
