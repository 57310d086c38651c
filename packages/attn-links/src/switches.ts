import type { LineInk, Say } from '@attn-elements/core/element';
import { html, nothing, type TemplateResult } from 'lit';
import type { LinksView } from './view-model.js';
import { linksColorOf } from './strokes.js';
import type { LinksSentences } from './strings.js';

/** A switch for every head, in its colour and with its number; nothing where there is one head. */
export function headSwitches(
  { composition, heads }: LinksView,
  ink: LineInk,
  say: Say<LinksSentences>,
  choose: (heads: readonly number[] | null) => void,
): TemplateResult | typeof nothing {
  const { heads: all } = composition;
  if (all.length === 1) return nothing;
  const on = heads.map(({ head }) => head as number);
  const turn = (head: number) => {
    const next = on.includes(head) ? on.filter((one) => one !== head) : [...on, head].sort((a, b) => a - b);
    // Without any head there would be nothing to see, and nothing to point at.
    if (next.length > 0) choose(next.length === all.length ? null : next);
  };
  // A second double click brings the others back, as in BertViz.
  const isolate = (head: number) => choose(on.length === 1 && on[0] === head ? null : [head]);
  return html`<div class="switches" role="group" aria-label=${say('heads')}>
    ${all.map((one) => {
      const head = one.head as number;
      const name = say('head', { n: head });
      return html`<button
        type="button"
        class="switch"
        part="button"
        aria-label=${name}
        title=${say('alone', { head: name })}
        aria-pressed=${on.includes(head)}
        @click=${(event: MouseEvent) => (event.detail === 2 ? isolate(head) : turn(head))}
      >
        <svg width="14" height="14" aria-hidden="true">
          <rect x="1" y="1" width="12" height="12" rx="3" stroke=${linksColorOf(one, ink)} fill=${linksColorOf(one, ink)}></rect>
        </svg>${head}
      </button>`;
    })}
    <button type="button" class="every" part="button" data-figure-skip ?disabled=${on.length === all.length} @click=${() => choose(null)}>
      ${say('all')}
    </button>
  </div>`;
}
