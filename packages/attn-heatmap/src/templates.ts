import { html, nothing, type TemplateResult } from 'lit';

/** Moves from head to head, and back to all of them. */
export interface HeadSteps {
  /** Name of the head that is shown. */
  readonly name: string;
  /** Whether it is said aloud: not what another element of the group looks at. */
  readonly isAloud: boolean;
  readonly say: (word: 'all' | 'previous' | 'next') => string;
  /** null where there is no way back: the author asked for one head. */
  readonly back: (() => void) | null;
  readonly previous: (() => void) | null;
  readonly next: (() => void) | null;
}

export function headSteps({ name, isAloud, say, back, previous, next }: HeadSteps): TemplateResult {
  const step = (label: string, sign: string, act: (() => void) | null) =>
    html`<button type="button" part="button" aria-label=${label} title=${label} ?disabled=${!act} @click=${() => act?.()}>${sign}</button>`;
  return html`${
    back
      ? html`<button type="button" part="button" class="back" @click=${back}><span aria-hidden="true">▦</span> ${say('all')}</button>`
      : nothing
  }
  ${step(say('previous'), '‹', previous)}<span class="where" aria-live=${isAloud ? 'polite' : 'off'}>${name}</span>${step(say('next'), '›', next)}`;
}
