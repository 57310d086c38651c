import type { Failure, Say } from '@attn-elements/core/element';
import type { FigureContent } from '@attn-elements/core/element/base';
import { html, nothing } from 'lit';
import { textField } from './field.js';
import { examplesIn } from './figure/example-list.js';
import { headSwitches } from './figure/head-switches.js';
import { bytesText, modelLine } from './figure/model-line.js';
import { pictureField } from './figure/picture-field.js';
import { predictionLists } from './figure/prediction-list.js';
import { tokenList } from './figure/token-list.js';
import { filled, type ModelState, numbersIn, toggled, writtenTo } from './model.js';
import type { Properties } from './properties.js';
import type { ModelFacts, RunFacts } from './running/protocol.js';
import type { Sentences } from './strings.js';

/** Words and actions of one rendering. */
interface ModelActions {
  readonly say: Say<Sentences>;
  readonly number: (value: number) => string;
  readonly percent: (share: number) => string;
  readonly explain: (failure: Failure) => string;
  /** A reader changes properties. */
  readonly change: (changes: Partial<Properties>) => void;
  /** A reader chooses another picture of the author's. */
  readonly look: (image: string) => void;
  readonly open: () => void;
  readonly cancel: () => void;
  /** Lets the model write on, and stops it. */
  readonly write: () => void;
  readonly stop: () => void;
}

/** Field, tokens, predictions, heads, and which model it is. */
export function modelFigure(
  host: Element & Readonly<Properties>,
  state: ModelState,
  actions: ModelActions,
): FigureContent {
  const { say, number, percent, change } = actions;
  const { facts, run, refused } = state;
  // Before it is there, the author's words tell what it takes.
  const isPicture = facts ? facts.takes === 'picture' : host.image !== null;
  const examples = examplesIn(host);
  const given = isPicture
    ? pictureField({
        image: host.image,
        url: state.picture,
        examples,
        isReadonly: host.readonly,
        say,
        take: actions.look,
      })
    : textField({
        text: host.text ?? '',
        isReadonly: host.readonly,
        most: facts && (host.maxTokens ?? facts.maxTokens),
        examples,
        say,
        // Numbers of tokens are those of another text.
        write: (text) => change({ text, decoderText: null, mask: null }),
      });
  const controls = html`${given}
    ${refused ? html`<p class="error" part="error" role="alert">${actions.explain(refused)}</p>` : nothing}`;
  return {
    controls,
    plot: facts && run ? ranFigure(host, facts, run, state, actions) : comingFigure(host, state, actions),
    aloud: run && !state.isRunning ? likeliestText(run, say, percent) : null,
    readout: null,
    legend: facts
      ? html`<div class="facts" part="facts"><bdi>${modelLine(facts, host.src!, say, number)}</bdi></div>`
      : nothing,
    listing: null,
  };
}

/** The likeliest predictions in a sentence; empty without any. */
export function likeliestText({ places }: RunFacts, say: Say<Sentences>, percent: (share: number) => string): string {
  const [place] = places;
  if (!place) return '';
  const list = place.predictions
    .slice(0, 3)
    .map(({ piece, probability }) => say('predicted', { piece: piece.trim(), percent: percent(probability) }));
  return say('predictionsSaid', { list });
}

/** All that stands there once a text was read. */
function ranFigure(
  host: Readonly<Properties>,
  facts: ModelFacts,
  run: RunFacts,
  state: ModelState,
  actions: ModelActions,
): unknown {
  const { say, percent, change } = actions;
  const canWrite = !host.readonly;
  const take = (piece: string, place: number) => {
    const written = writtenTo(facts);
    const text = host[written] ?? '';
    const next = facts.predicts === 'mask' ? filled(text, facts.maskToken!, piece, place) : text + piece;
    change({ [written]: next, mask: null });
  };
  const hide = (at: number) => change({ mask: toggled(host.mask, String(at)) });
  return html`${facts.takes === 'text' ? tokenList({ run, hidden: numbersIn(host.mask), say, toggle: hide }) : nothing}
    ${host.predictions === 0 ? nothing : predictionLists({ facts, run, say, percent, take: canWrite ? take : null })}
    ${facts.predicts === 'next' && canWrite ? writingLine(host, state, actions) : nothing}
    ${headSwitches({
      facts,
      ablate: host.ablate,
      say,
      toggle: (layer, head) => change({ ablate: toggled(host.ablate, `${layer}.${head}`) }),
      giveBack: () => change({ ablate: null }),
    })}`;
}

/** A button that lets the model write on, and how boldly. */
function writingLine(
  { temperature }: Readonly<Properties>,
  { isGenerating }: ModelState,
  actions: ModelActions,
): unknown {
  const { say, change, write, stop } = actions;
  const heat = (event: Event) => change({ temperature: Number((event.target as HTMLInputElement).value) || 1 });
  return html`<div class="line" data-figure-skip>
    <button type="button" @click=${isGenerating ? stop : write}>${say(isGenerating ? 'stop' : 'generate')}</button>
    <label
      >${say('temperature')}
      <input type="number" min="0.1" max="5" step="0.1" .value=${String(temperature)} @change=${heat}
    /></label>
  </div>`;
}

/** Progress before a text was read, in the room that one line of tokens, predictions and heads will take. */
function comingFigure(
  { predictions, image, readonly }: Readonly<Properties>,
  state: ModelState,
  actions: ModelActions,
) {
  const isComing = state.stage === 'opening' || state.isRunning;
  if (!isComing) return progressLine(state, actions);
  const tokens = image ? 0 : 36;
  const listed = predictions === 0 ? 0 : 27 + 26 * predictions;
  const writing = image || readonly ? 0 : 36;
  const [heads, facts] = [36, state.facts ? 0 : 18];
  const height = tokens + listed + writing + heads + facts;
  return html`<div .style=${`min-height: ${height}px`}>${progressLine(state, actions)}</div>`;
}

/** How far the model has come, with a button that stops it. */
function progressLine({ stage, progress }: ModelState, { say, number, open, cancel }: ModelActions): unknown {
  if (stage === 'cancelled') {
    return html`<p>${say('cancelled')} <button type="button" @click=${open}>${say('open')}</button></p>`;
  }
  if (stage !== 'opening') return nothing;
  const [bytes, total] = [progress?.bytes ?? 0, progress?.total ?? null];
  const sentence =
    total === null
      ? say('opening')
      : say('openingBytes', { bytes: bytesText(bytes, say, number), total: bytesText(total, say, number) });
  return html`<div class="line" data-figure-skip>
    <progress aria-label=${say('opening')} .value=${total ? bytes / total : 0}></progress>
    <span>${sentence}</span>
    <button type="button" @click=${cancel}>${say('cancel')}</button>
  </div>`;
}
