import { displayTokens } from '@attn-elements/core/data';
import type { Say } from '@attn-elements/core/element';
import { html, type TemplateResult } from 'lit';
import type { ModelFacts, Predicted, RunFacts } from '../running/protocol.js';
import type { Sentences } from '../strings.js';
import { moveFocus } from './roving.js';

interface PredictionList {
  readonly facts: ModelFacts;
  readonly run: RunFacts;
  readonly say: Say<Sentences>;
  readonly percent: (share: number) => string;
  /** Writes a prediction into the text, at one of the places; null where nothing is written. */
  readonly take: ((piece: string, place: number) => void) | null;
}

/** Predictions, the likeliest first, a list for each place. */
export function predictionLists(list: PredictionList): TemplateResult {
  const { facts, run, say } = list;
  if (facts.predicts === 'mask' && run.places.length === 0 && facts.maskToken) {
    return html`<p class="hint">${say('writeMask', { token: facts.maskToken })}</p>`;
  }
  return html`${run.places.map((_, place) => predictionList(list, place))}`;
}

function predictionList({ facts, run, say, percent, take }: PredictionList, which: number): TemplateResult {
  const place = run.places[which];
  const title =
    facts.predicts === 'classes'
      ? say('classesTitle')
      : place.at === null
        ? say('nextTitle')
        : say('maskTitle', { token: displayTokens(run.tokens)[place.at], at: place.at });
  const canTake = take && facts.predicts !== 'classes';
  const most = Math.max(...place.predictions.map(({ probability }) => probability));
  return html`<div class="predictions" part="predictions">
    <div class="title">${title}</div>
    <ol aria-label=${canTake ? `${title}. ${say('predictionsHelp')}` : title} @keydown=${(event: KeyboardEvent) => moveFocus(event, 1)}>
      ${place.predictions.map(
        (predicted, at) => html`<li>
          ${
            canTake
              ? html`<button
                type="button"
                tabindex=${at === 0 ? 0 : -1}
                aria-label=${say('predicted', { piece: shownPiece(predicted), percent: percent(predicted.probability) })}
                @click=${() => take(predicted.piece, which)}
              >
                ${row(predicted, most, percent)}
              </button>`
              : html`<div class="row">${row(predicted, most, percent)}</div>`
          }
        </li>`,
      )}
    </ol>
  </div>`;
}

/** A prediction, its share as a bar and as a number. */
const row = (predicted: Predicted, most: number, percent: (share: number) => string): TemplateResult =>
  html`<span class="piece"><bdi>${shownPiece(predicted)}</bdi></span>
    <span class="track" aria-hidden="true"
      ><span class="level" data-figure-box .style=${`width: ${((100 * predicted.probability) / (most || 1)).toFixed(2)}%`}></span
    ></span>
    <span class="share">${percent(predicted.probability)}</span>`;

/** White space of a piece is seen. */
const shownPiece = ({ piece }: Predicted): string => displayTokens([piece.trim() === '' ? piece : piece.trim()])[0];
