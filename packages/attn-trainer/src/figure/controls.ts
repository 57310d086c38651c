import { scoreKinds } from '@attn-elements/core/math';
import { html, nothing, type TemplateResult } from 'lit';
import { positionKinds } from '../models/position-kinds.js';
import type { Refusal, RunModel } from '../model.js';
import { numberSettings, type RunSettingName } from '../settings-table.js';
import { fieldFault, type FieldFault } from './field-fault.js';
import type { TrainerWords } from '../strings.js';
import type { FormatNumber, TrainerSay } from './words.js';

const words = { score: scoreKinds, positions: positionKinds } as const;

/** Inputs for the settings that the task uses: each holds what is in force, or what was refused, and why. */
export function settingsTemplate(
  { opened, inForce, refusals }: RunModel,
  say: TrainerSay,
  percent: FormatNumber,
  explain: FieldFault,
  change: (name: RunSettingName, text: string) => void,
): TemplateResult | typeof nothing {
  if (!opened || !inForce) return nothing;
  const { uses, decay } = opened;
  const { settings } = inForce;
  const changed = (name: RunSettingName) => (event: Event) => change(name, (event.target as HTMLInputElement).value);
  return html`<details class="pad" part="settings" data-figure-skip>
    <summary>${say('settings')}</summary>
    <div class="settings" role="group" aria-label=${say('settings')}>
    ${numberSettings
      .filter((name) => uses.includes(name))
      .map((name) => {
        const refusal = refusals.get(name);
        return html`<div>
          <label
            ><span>${say(name)}</span>
            <input
              type="number"
              min="0"
              step="any"
              .value=${refusal?.value ?? String(settings[name])}
              aria-invalid=${refusal ? 'true' : 'false'}
              aria-describedby=${refusal ? `fault-${name}` : nothing}
              @change=${changed(name)}
          /></label>
          ${fieldFault(name, refusal, explain)}
          ${name === 'learningRate' && decay ? html`<span class="hint">${say('decays', { share: percent(decay.floor), step: decay.steps })}</span>` : nothing}
        </div>`;
      })}
    ${(['score', 'positions'] as const)
      .filter((name) => uses.includes(name))
      .map(
        (name) => html`<label
          ><span>${say(name)}</span>
          <select @change=${changed(name)}>
            ${words[name].map((word) => html`<option value=${word} .selected=${word === settings[name]}>${say(`${name}-${word}` as TrainerWords)}</option>`)}
          </select></label
        >`,
      )}
  </div></details>`;
}

/** Chooser of the step that is shown: attention forms again under the reader's hand. */
export function replayTemplate(
  steps: readonly number[],
  chosen: number | null,
  say: TrainerSay,
  choose: (step: number | null) => void,
): TemplateResult | typeof nothing {
  if (steps.length < 2) return nothing;
  const last = steps.length - 1;
  const nearest = chosen === null ? last : steps.findLastIndex((step) => step <= chosen);
  const at = Math.max(0, nearest);
  const moved = (event: Event) => {
    const value = Number((event.target as HTMLInputElement).value);
    choose(value === last ? null : steps[value]);
  };
  return html`<input
    class="replay"
    part="replay"
    type="range"
    data-figure-skip
    min="0"
    max=${last}
    .value=${String(at)}
    aria-label=${say('replay')}
    aria-valuetext=${steps[at]}
    @input=${moved}
  />`;
}

/** Another example, by its number, or of the reader's own: a field that holds the present one, to be changed. */
export function choiceTemplate(
  examples: number,
  choice: number | string,
  text: string,
  say: TrainerSay,
  refusal: Refusal | undefined,
  explain: FieldFault,
  choose: (choice: number | string) => void,
): TemplateResult | typeof nothing {
  if (examples < 2 && !text) return nothing;
  const written = (event: Event) => {
    event.preventDefault();
    const field = new FormData(event.target as HTMLFormElement).get('text');
    if (typeof field === 'string') choose(field);
  };
  const numbered = (event: Event) => choose(Math.max(0, Number((event.target as HTMLInputElement).value) - 1));
  return html`<div class="line" data-figure-skip>
    ${
      examples > 1
        ? html`<label
          >${say('exampleNumber')}
          <input
            type="number"
            min="1"
            max=${examples}
            .value=${typeof choice === 'number' ? String(choice + 1) : ''}
            @change=${numbered}
        /></label>`
        : nothing
    }
    ${
      text
        ? html`<form class="line own" @submit=${written}>
          <label
            >${say('ownExample')}
            <input
              name="text"
              type="text"
              autocomplete="off"
              .value=${refusal?.value ?? text}
              aria-invalid=${refusal ? 'true' : 'false'}
              aria-describedby=${refusal ? 'fault-example' : nothing}
          /></label>
          <button type="submit">${say('show')}</button>
        </form>`
        : nothing
    }
    ${fieldFault('example', refusal, explain)}
  </div>`;
}
