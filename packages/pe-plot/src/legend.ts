import { legendTemplate, scaleNotes, specialColors, type TextMeasure } from '@attn-elements/core/element';
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Facet } from './drawing.js';
import type { PlotLayout } from './layout.js';
import type { MatrixColors } from './matrices.js';
import type { LineColor } from './view.js';
import type { ViewName } from './settings.js';
import type { PlotSentence } from './strings.js';
import type { PlotWords } from './views/words.js';

/** More names than these help nobody: the first and the last stand for the order. */
const MOST_NAMES = 12;

/** Quantities that colours stand for, by view; of all others the values of the encoding. */
const quantities: Partial<Record<ViewName, PlotSentence>> = {
  similarity: 'likeness',
  tiles: 'likeness',
  kernel: 'likeness',
  angles: 'radians',
  bias: 'bias',
};

interface LegendParts {
  readonly name: ViewName;
  readonly facets: readonly Facet[];
  readonly layout: PlotLayout;
  /** null where there are no matrices. */
  readonly colors: MatrixColors | null;
  readonly lineColor: LineColor;
  readonly measure: TextMeasure;
  readonly words: PlotWords;
  readonly pixelRatio: number;
}

/** Legend of a plot: how values became colours, or which colour is whose. */
export function plotLegend(parts: LegendParts): TemplateResult | typeof nothing {
  const { facets, colors } = parts;
  if (colors) return matrixLegend(parts, colors);
  if (facets[0].content.type === 'turns') return clockLegend(parts.words);
  const longest = facets.reduce<Facet | null>(
    (most, facet) => (namesOf(facet) > (most ? namesOf(most) : 1) ? facet : most),
    null,
  );
  return longest ? linesLegend(longest, parts) : nothing;
}

const namesOf = ({ content }: Facet) => (content.type === 'lines' && !content.apart ? content.lines.length : 0);

function matrixLegend(
  { name, facets, layout, measure, words, pixelRatio }: LegendParts,
  { colormap, scale, normalization, extent }: MatrixColors,
): TemplateResult {
  const { say, number } = words;
  const isReduced = layout.plots.some(({ facet, width, height }) => {
    const { rows, columns } = facets[facet].reading;
    return facets[facet].content.type === 'matrix' && (columns > width * pixelRatio || rows > height * pixelRatio);
  });
  const parts = [say(quantities[name] ?? 'value'), ...scaleNotes(scale, normalization, 'cells', say, number)];
  if (isReduced) parts.push(say(colormap.diverging ? 'farthest' : 'largest'));
  return legendTemplate({
    sentence: parts.join(say('comma')),
    scale,
    format: number,
    measure,
    width: layout.width,
    marks: specialColors(extent, scale.domain, say, number),
  });
}

/** Whose hand is whose. */
const clockLegend = ({ say }: PlotWords): TemplateResult =>
  html`<div class="legend lines" part="legend">
    ${(['query', 'key'] as const).map(
      (name) => html`<span class="mark">
        <svg width="18" height="10" aria-hidden="true">${svg`<path class="hand ${name}" d="M1,5H17"></path>`}</svg>
        ${say(name)}
      </span>`,
    )}
  </div>`;

function linesLegend({ content }: Facet, { lineColor }: LegendParts): TemplateResult | typeof nothing {
  if (content.type !== 'lines') return nothing;
  const { lines } = content;
  const shown =
    lines.length <= MOST_NAMES ? lines : lines.filter((_, i) => i % Math.ceil(lines.length / MOST_NAMES) === 0);
  return html`<div class="legend lines" part="legend">
    ${shown.map(
      (line) => html`<span class="mark">
        <svg width="18" height="10" aria-hidden="true">
          ${svg`<line x1="0" x2="18" y1="5" y2="5" stroke=${lineColor(lines.indexOf(line), lines.length)} stroke-width="2.5"></line>`}
        </svg>
        ${line.name}
      </span>`,
    )}
  </div>`;
}
