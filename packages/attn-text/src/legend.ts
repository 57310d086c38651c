import { type Say, shadeLegend } from '@attn-elements/core/element';
import type { TemplateResult } from 'lit';
import type { Level, TextSide } from './model.js';
import { hasChoice } from './choices.js';
import type { PieceRule } from './pieces.js';
import type { TextSentences } from './strings.js';
import type { TextView } from './view.js';

export interface LegendOptions {
  readonly side: TextSide;
  readonly level: Level;
  readonly pieces: PieceRule;
  readonly hideFirstToken: boolean;
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
  return shadeLegend(legendSentence(view, options, say), view.shading.domain, view.composition.extent, say, number);
}

function legendSentence({ composition }: TextView, options: LegendOptions, say: Say<TextSentences>): string {
  const { kind, arrangement, isJoined, sentences, texts } = composition;
  const parts = [say(kind)];
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
  if (options.hideFirstToken) parts.push(say(kind === 'weights' ? 'hidden' : 'hiddenScores'));
  return parts.join(say('comma'));
}
