import { displayTokens } from '@attn-elements/core/data';
import type { Say } from '@attn-elements/core/element';
import { html, nothing, type TemplateResult } from 'lit';
import type { RunFacts } from '../running/protocol.js';
import type { Sentences } from '../strings.js';
import { moveFocus } from './roving.js';

interface TokenList {
  readonly run: RunFacts;
  readonly hidden: readonly number[];
  readonly say: Say<Sentences>;
  /** A token is hidden from the others, or shown again; null where readers may not. */
  readonly toggle: ((at: number) => void) | null;
}

/** The tokens under the text, as the model has them. A press hides one from all others. */
export function tokenList({ run, hidden, say, toggle }: TokenList): TemplateResult {
  const shown = displayTokens(run.tokens);
  return html`<div
    class="tokens"
    part="tokens"
    role="group"
    aria-label=${say('tokensHelp')}
    @keydown=${(event: KeyboardEvent) => moveFocus(event, 1)}
  >
    ${shown.map((token, at) => {
      const isHidden = hidden.includes(at);
      const name = say(isHidden ? 'tokenHidden' : 'tokenPlace', { token, at });
      const kind = `token ${run.special[at] ? 'special' : ''}`;
      if (!toggle) return html`<span class=${kind} dir="auto" data-figure-box>${token}</span>`;
      return html`<button
        type="button"
        class=${kind}
        dir="auto"
        data-figure-box
        tabindex=${at === 0 ? 0 : -1}
        aria-pressed=${isHidden}
        aria-label=${run.special[at] ? [name, say('special')].join(say('comma')) : name}
        @click=${() => toggle(at)}
      >
        ${isHidden ? html`<s>${token}</s>` : token}
      </button>`;
    })}
  </div>
  ${
    run.decoderTokens
      ? html`<div class="tokens decoder" part="tokens">
        ${displayTokens(run.decoderTokens).map((token) => html`<span class="token" dir="auto" data-figure-box>${token}</span>`)}
      </div>`
      : nothing
  }`;
}
