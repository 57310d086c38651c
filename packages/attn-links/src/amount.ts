import type { ViewWords } from '@attn-elements/core/element';
import { html, type TemplateResult } from 'lit';
import type { LinkOptions } from './model.js';
import type { LinksSentences } from './strings.js';

/** Keys of each query that a reader asks for at most. */
const MOST = 20;

/** The readers' control of how many lines there are: a share of each query, or a number where the author gave one. */
export function amountControl(
  { topP, topK }: LinkOptions,
  keys: number,
  { say, percent }: Pick<ViewWords<LinksSentences>, 'say' | 'percent'>,
  change: (amount: { topP: number } | { topK: number }) => void,
): TemplateResult {
  const isShare = topK === null;
  const value = isShare ? topP : topK;
  const text = isShare ? percent(topP) : String(topK);
  const moved = ({ target }: Event) => {
    const { valueAsNumber } = target as HTMLInputElement;
    change(isShare ? { topP: valueAsNumber } : { topK: valueAsNumber });
  };
  const [low, high, step] = isShare ? [0.05, 1, 0.05] : [1, Math.max(topK, Math.min(MOST, keys)), 1];
  return html`<label class="amount" part="controls" data-figure-skip>
    <span>${say(isShare ? 'share' : 'count')}</span>
    <input type="range" min=${low} max=${high} step=${step} aria-valuetext=${text} .value=${String(value)} @input=${moved} />
    <output>${text}</output>
  </label>`;
}
