import type { Say } from '@attn-elements/core/element';
import { html, type TemplateResult } from 'lit';
import type { RunController } from './run-controller.js';
import type { TrainerWords } from './strings.js';

/** Steps a second that a reader can choose among, to follow what happens. */
const paces = [1, 5, 25, 100];

/** The element, as its buttons know it. */
interface BarHost {
  /** Steps a second at most; null where there are as many as there can be. */
  readonly speed: number | null;
  train(): Promise<void>;
  pause(): Promise<void>;
  step(): Promise<void>;
  reset(): Promise<void>;
}

/** Buttons and speed of a run. A button that a reader may just have pressed is never `disabled`: a browser takes the focus from that. */
export function runBar(
  host: BarHost,
  run: RunController,
  say: Say<TrainerWords>,
  setSpeed: (speed: number | null) => void,
): TemplateResult {
  const { speed } = host;
  const { isWanted } = run;
  const { stage } = run.model;
  const isOpening = stage === 'opening';
  const toggle = () => (isOpening ? run.cancel() : void (isWanted ? host.pause() : host.train()));
  // An author may have chosen another.
  const choices = speed && !paces.includes(speed) ? [speed, ...paces].sort((a, b) => a - b) : paces;
  const chosen = (event: Event) => setSpeed(choices[(event.target as HTMLSelectElement).selectedIndex] ?? null);
  return html`<div class="line" part="controls" data-figure-skip>
    <button class="train" type="button" @click=${toggle}>
      ${say(isOpening ? 'cancel' : isWanted ? 'pause' : 'train')}
    </button>
    <button type="button" aria-disabled=${isOpening} @click=${() => isOpening || void host.step()}>${say('step')}</button>
    <button type="button" ?disabled=${isOpening || stage === 'idle'} @click=${() => void host.reset()}>${say('reset')}</button>
    <label
      >${say('pace')}
      <select class="pace" @change=${chosen}>
        ${choices.map((one) => html`<option .selected=${one === speed}>${say('perSecond', { n: one })}</option>`)}
        <option .selected=${!speed}>${say('fastest')}</option>
      </select></label
    >
  </div>`;
}
