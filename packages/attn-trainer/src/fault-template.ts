import { html, nothing, type TemplateResult } from 'lit';
import type { Say } from './figure/words.js';
import type { Words } from './strings.js';
import type { Fault } from './training/protocol.js';

/** What went wrong, and where there is one the way back: to the last good weights, with a lower rate. */
export function faultTemplate(fault: Fault | null, say: Say, goBack: (learningRate: number) => void): TemplateResult {
  const { rate, good } = fault?.details ?? {};
  return html`<div class="error" part="error" role="alert" data-figure-skip ?hidden=${!fault}>
      ${fault ? say(fault.code as Words, fault.details) || fault.message : ''}
    </div>
    ${
      rate === undefined
        ? nothing
        : html`<button type="button" data-figure-skip @click=${() => goBack(Number(rate))}>
            ${say('goBack', { step: good, rate })}
          </button>`
    }`;
}
