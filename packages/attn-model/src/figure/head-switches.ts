import type { Say } from '@attn-elements/core/element';
import { html, nothing, type TemplateResult } from 'lit';
import type { ModelFacts } from '../running/protocol.js';
import { headsIn } from '../model.js';
import { partsOf } from '../sources.js';
import type { Sentences } from '../strings.js';
import { moveFocus } from './roving.js';

interface HeadSwitches {
  readonly facts: ModelFacts;
  readonly ablate: string | null;
  readonly say: Say<Sentences>;
  readonly toggle: (layer: number, head: number) => void;
  readonly giveBack: () => void;
}

/** A switch for each head, a row a layer: a head that is off is taken away. */
export function headSwitches({ facts, ablate, say, toggle, giveBack }: HeadSwitches): TemplateResult {
  const heads = facts.heads[partsOf(facts)[0]]!;
  const off = headsIn(ablate);
  const most = Math.max(...heads);
  return html`<details class="heads" part="heads" data-figure-skip ?open=${off.length > 0}>
    <summary>${say('heads')}${off.length > 0 ? html` · ${say('headsTaken', { count: off.length })}` : nothing}</summary>
    <div
      class="switches"
      role="group"
      aria-label=${say('headsHelp')}
      @keydown=${(event: KeyboardEvent) => moveFocus(event, most)}
    >
      ${heads.map(
        (count, layer) => html`<div class="layer">
          <span class="number" aria-hidden="true">${layer}</span>
          ${Array.from({ length: count }, (_, head) => {
            const isOff = off.some((one) => one.layer === layer && one.head === head);
            return html`<button
              type="button"
              tabindex=${layer === 0 && head === 0 ? 0 : -1}
              aria-pressed=${!isOff}
              aria-label=${say(isOff ? 'headOff' : 'headOn', { layer, head })}
              @click=${() => toggle(layer, head)}
            >
              ${head}
            </button>`;
          })}
        </div>`,
      )}
    </div>
    ${off.length > 0 ? html`<button type="button" @click=${giveBack}>${say('giveBack')}</button>` : nothing}
  </details>`;
}
