import { css, html, nothing, type TemplateResult } from 'lit';
import { type ColorScale, scalePosition } from '../../color/index.js';
import { type Extent, MASKED_BELOW } from '../../math/index.js';
import { niceTicks } from '../axis/nice-ticks.js';
import type { Say } from '../locale.js';

/** Shade of a word. */
export interface Shade {
  /** From 0 to 1. */
  readonly strength: number;
  readonly kind: 'positive' | 'negative' | 'masked' | 'nan';
}

/** Scale of shades, from the value of the faintest to that of the strongest. */
export type ShadeScale = Pick<ColorScale, 'kind' | 'domain' | 'exponent'>;

/** The scale of shades that grow as values do. */
export const linearShades = (low: number, high: number): ShadeScale => ({
  kind: 'linear',
  domain: [low, high],
  exponent: 1,
});

/** Shade of a value. Where the domain has values below 0, strength is the distance from 0. */
export function shadeOf(value: number, scale: ShadeScale): Shade {
  const [low, high] = scale.domain;
  if (Number.isNaN(value)) return { strength: 0, kind: 'nan' };
  if (value <= MASKED_BELOW) return { strength: 0, kind: 'masked' };
  const isSigned = low < 0;
  const reach = isSigned ? ([0, Math.max(-low, high)] as const) : scale.domain;
  const place = scalePosition({ ...scale, domain: reach, diverging: false }, isSigned ? Math.abs(value) : value);
  return { strength: Math.min(1, Math.max(0, place)), kind: isSigned && value < 0 ? 'negative' : 'positive' };
}

/** Underlines grow in whole pixels, which is what screens draw of borders. */
const THICKEST = 4;

/** Shades a rendered `.word`. */
export function shadeWord(word: HTMLElement, value: number, scale: ShadeScale): void {
  const { strength, kind } = shadeOf(value, scale);
  word.dataset.kind = kind;
  word.style.setProperty('--w', strength.toFixed(3));
  word.style.setProperty('--u', `${Math.round(strength * THICKEST)}px`);
}

/** Round values that a legend looks for between the faintest and the strongest shade, and how far from those they stand at least. */
const BETWEEN = 4;
const APART = 0.1;

/** Values of both ends, and round ones between them. */
function sampleValues({ kind, domain, exponent }: ShadeScale): number[] {
  // On both sides of 0 shades grow from the middle: values in even steps show both.
  const scale = { kind: domain[0] < 0 ? 'linear' : kind, domain, exponent, diverging: false } as const;
  const between = niceTicks(scale, BETWEEN).filter(({ place }) => place > APART && place < 1 - APART);
  return [...new Set([domain[0], ...between.map(({ value }) => value), domain[1]])];
}

/** Samples of the shades with their values, and a sentence that says what they stand for; `shadeSamples` shades them. */
export function shadeLegend(
  sentence: string,
  scale: ShadeScale | null,
  { hasMasked, hasNaN }: Pick<Extent, 'hasMasked' | 'hasNaN'>,
  say: Say,
  number: (value: number) => string,
  masked: 'masked' | 'hiddenCell' = 'masked',
): TemplateResult {
  return html`<div class="legend shades" part="legend">
    ${
      scale
        ? html`<div class="samples">
            ${sampleValues(scale).map((value) => html`<span class="word sample" data-figure-box>${number(value)}</span>`)}
            ${hasMasked ? html`<span class="word sample" data-kind="masked">${say(masked)}</span>` : nothing}
            ${hasNaN ? html`<span class="word sample" data-kind="nan">${say('nan')}</span>` : nothing}
          </div>`
        : nothing
    }
    <span class="legend-text">${sentence}</span>
  </div>`;
}

/** Shades the samples of a rendered legend. */
export function shadeSamples(root: ParentNode, scale: ShadeScale): void {
  const samples = root.querySelectorAll<HTMLElement>('.sample[data-figure-box]');
  if (samples.length > 0) sampleValues(scale).forEach((value, at) => shadeWord(samples[at], value, scale));
}

/*
 * Six tenths of the shade at most lie over the page: text as faint as #505050 on white, or #c0c0c0 on near black, then still has 4.5 : 1
 * against the strongest. The underline grows with the weight for those to whom colours say little, and for print.
 */
export const shadedTextStyles = css`
  :host {
    --_shade: var(--attn-shade, light-dark(#fb923c, #c2560c));
    --_shade-negative: var(--attn-shade-negative, light-dark(#60a5fa, #2563eb));
  }
  .word {
    --_tone: var(--_shade);
    padding-block: 0.12em;
    border-block-end: var(--u, 0) solid color-mix(in srgb, var(--_tone) 65%, currentColor);
    border-radius: 3px 3px 0 0;
    background-color: color-mix(in srgb, var(--_tone) calc(var(--w, 0) * 60%), transparent);
    cursor: pointer;
    -webkit-tap-highlight-color: transparent;
    box-decoration-break: clone;
    -webkit-box-decoration-break: clone;
  }
  .word[data-kind='negative'] {
    --_tone: var(--_shade-negative);
    border-block-end-style: dotted;
  }
  .word[data-kind='masked'] {
    color: var(--_muted);
    font-style: italic;
  }
  .word[data-kind='nan'] {
    background-color: var(--_nan);
    background-image: var(--_stripes, none);
  }
  .shades {
    display: grid;
    gap: 4px;
    margin-block-start: 6px;
    color: inherit;
  }
  .shades .legend-text {
    color: var(--_muted);
  }
  .samples {
    display: flex;
    gap: 6px;
    min-height: 26px;
    overflow: hidden;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .sample {
    align-self: start;
    padding-inline: 4px;
    cursor: default;
  }
  @media print {
    .word {
      print-color-adjust: exact;
    }
  }
`;
