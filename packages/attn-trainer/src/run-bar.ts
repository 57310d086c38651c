import type { Say } from '@attn-elements/core/element';
import { html, type TemplateResult } from 'lit';
import type { Words } from './strings.js';

/** Steps a second that a reader can choose among, to follow what happens. */
const paces = [1, 5, 25, 100];

export interface RunBar {
  readonly isOpening: boolean;
  /** Whether it trains, or will when it is seen again. */
  readonly isTraining: boolean;
  readonly canReset: boolean;
  /** Steps a second at most; null where there are as many as there can be. */
  readonly speed: number | null;
  toggle(): void;
  step(): void;
  reset(): void;
  setSpeed(speed: number | null): void;
}

/** What starts, paces and stops a run. What a reader may just have pressed is never `disabled`: a browser takes the focus from that. */
export function runBar(say: Say<Words>, bar: RunBar): TemplateResult {
  const { isOpening, isTraining, speed } = bar;
  // An author may have chosen another.
  const choices = speed && !paces.includes(speed) ? [speed, ...paces].sort((a, b) => a - b) : paces;
  const chosen = (event: Event) => bar.setSpeed(choices[(event.target as HTMLSelectElement).selectedIndex] ?? null);
  return html`<div class="line" part="controls" data-figure-skip>
    <button class="train" type="button" aria-disabled=${isOpening} @click=${() => isOpening || bar.toggle()}>
      ${say(isOpening ? 'opening' : isTraining ? 'pause' : 'train')}
    </button>
    <button type="button" aria-disabled=${isOpening} @click=${() => isOpening || bar.step()}>${say('step')}</button>
    <button type="button" ?disabled=${isOpening || !bar.canReset} @click=${() => bar.reset()}>${say('reset')}</button>
    <label
      >${say('pace')}
      <select class="pace" @change=${chosen}>
        ${choices.map((one) => html`<option .selected=${one === speed}>${say('perSecond', { n: one })}</option>`)}
        <option .selected=${!speed}>${say('fastest')}</option>
      </select></label
    >
  </div>`;
}
