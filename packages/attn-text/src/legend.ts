import type { Say } from '@attn-elements/core/element';
import { html, nothing, type TemplateResult } from 'lit';
import type { Level, Side } from './model.js';
import { hasChoice } from './choices.js';
import type { PieceRule } from './pieces.js';
import type { Sentences } from './strings.js';
import type { View } from './view.js';

export interface LegendOptions {
  readonly axis: Side;
  readonly level: Level;
  readonly pieces: PieceRule;
  readonly hideFirstToken: boolean;
}

/** What shades the words of a document, in words. */
const byLevel = { both: 'byBoth', word: 'byWord', sentence: 'bySentence' } as const;

/** Shades that a legend shows. */
const SAMPLES = 5;

/** Samples of the shades with their values, and a sentence that says what they stand for; `paintSamples` shades them. */
export function textLegend(
  view: View,
  options: LegendOptions,
  say: Say<Sentences>,
  number: (value: number) => string,
): TemplateResult {
  const { extent } = view.composition;
  return html`<div class="legend" part="legend">
    <div class="samples">
      ${sampleValues(view).map((value) => html`<span class="word sample" data-figure-box>${number(value)}</span>`)}
      ${extent.hasMasked ? html`<span class="word sample" data-kind="masked">${say('masked')}</span>` : nothing}
      ${extent.hasNaN ? html`<span class="word sample" data-kind="nan">${say('nan')}</span>` : nothing}
    </div>
    <span class="legend-text">${legendSentence(view, options, say)}</span>
  </div>`;
}

/** Values from the faintest to the strongest shade, in two digits. */
export function sampleValues({ shading: { domain } }: View): number[] {
  const [low, high] = domain;
  return Array.from({ length: SAMPLES }, (_, at) => Number((low + ((high - low) * at) / (SAMPLES - 1)).toPrecision(2)));
}

function legendSentence({ composition }: View, options: LegendOptions, say: Say<Sentences>): string {
  const { kind, arrangement, isJoined, sentences, texts } = composition;
  const parts = [say(kind)];
  if (sentences) parts.push(say(byLevel[options.level]));
  if (sentences && options.level !== 'word') parts.push(say('bars'));
  if (arrangement === 'self') parts.push(say(options.axis === 'query' ? 'fromQuery' : 'fromKey'));
  if (texts.length > 1) parts.push(say('across'));
  if (hasChoice(composition) && texts.includes('key')) parts.push(say('average'));
  if (isJoined) {
    parts.push(
      say(({ sum: 'piecesSum', mean: 'piecesMean', max: 'piecesMax', none: 'piecesSum' } as const)[options.pieces]),
    );
  }
  if (options.hideFirstToken) parts.push(say(kind === 'weights' ? 'hidden' : 'hiddenScores'));
  return parts.join(say('comma'));
}
