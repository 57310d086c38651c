import {
  type Hiding,
  hiddenKeys,
  hidingNotes,
  quantityOf,
  type Say,
  scaleNotes,
  shadeLegend,
} from '@attn-elements/core/element';
import type { ScaleOptions } from '@attn-elements/core/color';
import { extentOf } from '@attn-elements/core/math';
import { html, type TemplateResult } from 'lit';
import type { Level, TextSide } from './model.js';
import { hasChoice } from './choices.js';
import type { PieceRule } from './pieces.js';
import type { TextSentences } from './strings.js';
import type { TextView } from './view.js';

export interface LegendOptions extends Hiding {
  readonly side: TextSide;
  readonly level: Level;
  readonly pieces: PieceRule;
  readonly normalization: ScaleOptions['normalization'];
}

/** Sentences that name the weights by which a document is shaded, by level. */
const byLevel = { both: 'byBoth', word: 'byWord', sentence: 'bySentence' } as const;

/** Samples of the shades with their values, and a sentence that says what they stand for. */
export function textLegend(
  view: TextView,
  options: LegendOptions,
  say: Say<TextSentences>,
  number: (value: number) => string,
): TemplateResult {
  const { composition, shading, layers } = view;
  const sentence = legendSentence(view, options, say, number);
  if (layers) {
    return html`<div class="legend shades" part="legend">
      <div class="samples">
        ${layers.map(({ name }) => html`<span class="word head-sample" data-figure-box>${name}</span>`)}
      </div>
      <span class="legend-text">${sentence}</span>
    </div>`;
  }
  // Weights of what is no text shade nothing here.
  const isShaded = composition.texts.includes(shading.side);
  const { extent, weights } = composition;
  const isHiddenAlone = hiddenKeys(view.panel, options).length > 0 && !extentOf(weights.values).hasMasked;
  return shadeLegend(
    sentence,
    isShaded ? shading.scale : null,
    extent,
    say,
    number,
    isHiddenAlone ? 'hiddenCell' : 'masked',
  );
}

function legendSentence(
  { composition, panel, shading, layers }: TextView,
  options: LegendOptions,
  say: Say<TextSentences>,
  number: (value: number) => string,
): string {
  const { kind, arrangement, isJoined, sentences, texts, extent } = composition;
  const parts = [say(quantityOf(kind, extent))];
  if (sentences) parts.push(say(byLevel[options.level]));
  if (sentences && options.level !== 'word') parts.push(say('bars'));
  if (arrangement === 'self') parts.push(say(options.side === 'query' ? 'fromQuery' : 'fromKey'));
  if (texts.length > 1) parts.push(say('across'));
  if (hasChoice(composition) && texts.includes('key')) parts.push(say('average'));
  if (isJoined) {
    parts.push(
      say(({ sum: 'piecesSum', mean: 'piecesMean', max: 'piecesMax', none: 'piecesSum' } as const)[options.pieces]),
    );
  }
  // The two levels of a document are shown as they are.
  if (!sentences) parts.push(...hidingNotes([panel], kind, options, say));
  const within = arrangement === 'self' || arrangement === 'cross' ? 'tokens' : 'cells';
  if (layers) parts.push(say('perHead'));
  else parts.push(...scaleNotes(shading.scale, options.normalization, within, say, number));
  return parts.join(say('comma'));
}
