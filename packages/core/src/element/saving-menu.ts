import { html, nothing, type TemplateResult } from 'lit';
import type { AttnError } from '../errors.js';
import type { FigureController, SavedKind } from './figure/figure-controller.js';
import type { Say } from './locale.js';

/** Files that are offered, and what is said of each. */
const files = [
  ['svg', 'saveSvg'],
  ['png', 'savePng'],
  ['pdf', 'savePdf'],
  ['tikz', 'saveTikz'],
  ['typst', 'saveTypst'],
  ['csv', 'saveCsv'],
] as const;

/** The readers' menu of every element: save the figure, list its numbers, and what else the element offers, as buttons. */
export function savingMenu(
  say: Say,
  explain: (failed: AttnError) => string,
  figure: FigureController,
  table: { readonly isOpen: boolean; toggle(): void },
  more: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  const chosen = (event: Event) => {
    const menu = (event.currentTarget as Element).closest('details')!;
    menu.open = false;
    menu.querySelector('summary')!.focus();
  };
  const left = ({ currentTarget, relatedTarget }: FocusEvent) => {
    const menu = currentTarget as HTMLDetailsElement;
    if (!menu.contains(relatedTarget as Node)) menu.open = false;
  };
  const pressed = (event: KeyboardEvent) => {
    const menu = event.currentTarget as HTMLDetailsElement;
    if (event.key !== 'Escape' || !menu.open) return;
    menu.querySelector('summary')!.focus();
    menu.open = false;
    // It closes the menu alone, and not the dialog around the figure.
    event.preventDefault();
    event.stopPropagation();
  };
  const opened = (event: Event) => {
    if ((event.currentTarget as HTMLDetailsElement).open) figure.prepare();
  };
  const error = figure.error && explain(figure.error);
  const save = (kind: SavedKind) => () => void figure.save(kind);
  return html`${error ? html`<span class="error" part="error" role="alert">${error}</span>` : nothing}
  <details class="menu" part="menu" @keydown=${pressed} @focusout=${left} @toggle=${opened}>
    <summary aria-label=${say('menu')} title=${say('menu')}>
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"><path d="M3 7h2v2H3zM7 7h2v2H7zM11 7h2v2h-2z" fill="currentColor"></path></svg>
    </summary>
    <div class="menu-list" @click=${chosen}>
      ${files.map(([kind, name]) => html`<button type="button" @click=${save(kind)}>${say(name)}</button>`)}
      <button type="button" @click=${() => table.toggle()}>${say(table.isOpen ? 'hideTable' : 'showTable')}</button>
      ${more}
    </div>
  </details>`;
}
