import { html, type TemplateResult } from 'lit';
import { type InsideView, insideViews } from '../inside/views.js';
import type { RunModel } from '../model.js';
import type { TrainerSay } from './words.js';

/** Views that a run has: what is of answers only where they have names. */
const offered = ({ opened }: RunModel): readonly InsideView[] =>
  opened?.hasAnswers ? insideViews : ['tensor', 'cost'];

/** Views that are open, of those that the run has. */
export const openViews = (model: RunModel, inside: readonly InsideView[] | null): readonly InsideView[] =>
  offered(model).filter((view) => inside?.includes(view));

/** Chooser of the views of the inside of a run: a button each, pressed while it is open. */
export function insideChoice(
  model: RunModel,
  inside: readonly InsideView[] | null,
  say: TrainerSay,
  change: (changes: { readonly inside: readonly InsideView[] | null }) => void,
): TemplateResult {
  const open = openViews(model, inside);
  const toggle = (view: InsideView) => {
    const next = insideViews.filter((one) => open.includes(one) !== (one === view));
    change({ inside: next.length > 0 ? next : null });
  };
  return html`<details class="pad" data-figure-skip ?open=${open.length > 0}>
    <summary>${say('inside')}</summary>
    <div class="line" role="group" aria-label=${say('inside')}>
      ${offered(model).map(
        (view) => html`<button type="button" aria-pressed=${open.includes(view)} @click=${() => toggle(view)}>
          ${say(`inside-${view}`)}
        </button>`,
      )}
    </div>
  </details>`;
}
