import { html, nothing, type TemplateResult } from 'lit';
import type { ImageView } from './view-model.js';
import type { Other } from './model.js';
import { patchAt } from './patches.js';
import type { ImageOwnSentences } from './strings.js';

/** Choices of the token or patch that looks at the picture. */
export interface Choices {
  /** Label of the list: the patches or tokens that may be chosen. */
  readonly label: string;
  readonly options: readonly { readonly other: Other; readonly name: string }[];
  readonly chosen: Other;
  /** Sentence on choosing a patch on the picture; null where patches are no choices. */
  readonly more: string | null;
}

/** More names than these stand in a list that opens. */
const MOST_BUTTONS = 40;

/** The mean, tokens that are not on the picture, and a patch that looks; null where there is but one. */
export function choicesOf(
  { composition, map, names }: ImageView,
  say: (name: keyof ImageOwnSentences) => string,
): Choices | null {
  const { patches, others } = composition;
  if (others < 2) return null;
  const listed: Other[] = ['mean'];
  for (let at = 0; at < others; at++) {
    if (!patches.isSelf || patchAt(patches, at) === null) listed.push(at);
  }
  // A patch is chosen on the picture; here its name stands for it.
  if (!listed.includes(map.other)) listed.push(map.other);
  // Where they stand in their order, words need no numbers beside them.
  const side = patches.side === 'key' ? 'query' : 'key';
  const nameOf = (other: Other) => (other === 'mean' || patches.isSelf ? null : names.token(side, other));
  const options = listed.map((other) => ({ other, name: nameOf(other) ?? names.other(other) }));
  return {
    label: say(patches.side === 'key' ? 'asQuery' : 'asKey'),
    options,
    chosen: map.other,
    more: patches.isSelf ? say('orPatch') : null,
  };
}

/** Buttons, of which one is pressed at a time; a list that opens where there are many. */
export function otherChooser(choices: Choices | null, choose: (other: Other) => void): TemplateResult | typeof nothing {
  if (!choices) return nothing;
  const { label, options, chosen, more } = choices;
  if (options.length > MOST_BUTTONS) {
    const changed = ({ target }: Event) => choose(options[(target as HTMLSelectElement).selectedIndex].other);
    return html`<label class="others" data-figure-skip>
      <span class="others-label">${label}</span>
      <select class="chooser" @change=${changed}>
        ${options.map(({ other, name }) => html`<option .selected=${other === chosen}>${name}</option>`)}
      </select>
    </label>`;
  }
  return html`<fieldset class="others" part="queries" data-figure-skip>
    <legend class="visually-hidden">${label}</legend>
    <span class="others-label" aria-hidden="true">${label}</span>
    ${options.map(
      ({ other, name }) => html`<label class="other ${other === chosen ? 'chosen' : ''}">
        <input class="visually-hidden" type="radio" name="other" .checked=${other === chosen} @change=${() => choose(other)} />
        <span dir="auto">${name}</span>
      </label>`,
    )}
    ${more ? html`<span class="others-label">${more}</span>` : nothing}
  </fieldset>`;
}

/** Whether a text of the group shows the tokens of the picture: they are chosen there. */
export function isChosenElsewhere(element: HTMLElement & { readonly group: string | null }): boolean {
  const { group } = element;
  const root = element.getRootNode() as Document | ShadowRoot;
  return group !== null && root.querySelector(`attn-text[group="${CSS.escape(group)}"]`) !== null;
}
