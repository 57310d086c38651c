import { hiddenKeys, hidingNotes, quantityOf, scaleNotes, type ViewWords } from '@attn-elements/core/element';
import { html, svg, type TemplateResult } from 'lit';
import type { LinksView } from './view-model.js';
import { inView } from './layout.js';
import type { LinksSentences } from './strings.js';

/** Samples of lines, from the faintest to the strongest. */
const SAMPLES = 6;

/** Sentences on the lines that are drawn, and on their strength. */
export function linksLegend(
  { composition, layout, reader }: LinksView,
  color: string,
  scrolled: number,
  { say, number, percent }: Pick<ViewWords<LinksSentences>, 'say' | 'number' | 'percent'>,
): TemplateResult {
  const { kind, scale, extent, options } = composition;
  const { topP, topK, min, normalization } = options;
  const parts = [
    say(quantityOf(kind, extent)),
    topK === null ? say('topP', { share: percent(topP) }) : say('topK', { topK }),
  ];
  if (min !== null) parts.push(say('least', { min: number(min) }));
  parts.push(...hidingNotes(composition.heads, kind, options, say));
  parts.push(...scaleNotes(scale, normalization, 'tokens', say, number));
  if (extent.hasMasked && composition.heads.every((head) => hiddenKeys(head, options).length === 0))
    parts.push(say('masked'));
  if (extent.hasNaN) parts.push(say('nan'));
  if (layout.content > layout.length) {
    const count = Math.max(...layout.sides.map((side) => side.count));
    const [first, end] = inView(layout, count, scrolled);
    parts.push(say('window', { first, last: end - 1, count }));
  }
  const format = (value: number) => (normalization === 'none' && reader.short(value)) || number(value);
  const [low, high] = scale.domain.map(format);
  return html`<div class="legend" part="legend">
    <span class="scale" aria-hidden="true">${low}
      <svg width="60" height="12">${Array.from({ length: SAMPLES }, (_, i) => {
        const x = i * 10;
        return svg`<line x1=${x} x2=${x + 9} y1="6" y2="6" stroke=${color} stroke-width="3" stroke-opacity=${(i + 0.5) / SAMPLES}></line>`;
      })}</svg>
      ${high}</span>
    <span class="legend-text">${parts.join(say('comma'))}</span>
  </div>`;
}
