import { html, nothing, svg, type TemplateResult } from 'lit';
import { type Curve, newestStep, placeAt } from './curve.js';
import { stepUnder } from './chart.js';

/** Reader of a chart: the step that is read, and what a pointer and keys do to it. */
export interface ChartReader {
  /** The step under the pointer or the keys; null where none is. */
  readonly pointed: number | null;
  /** A step in words. */
  stepName(step: number): string;
  point(step: number | null): void;
  /** Looks at the attention of a step. */
  choose(step: number): void;
}

/** Keys go by so large a part of the axis with Page Up and Page Down. */
const PAGE = 10;

/** Container of a chart, with the names and values of its lines; axes and lines come once it is on the page. */
export function chartTemplate(curve: Curve, reader: ChartReader): TemplateResult {
  const { name, summary, notes, lines, marked, isOwn, hasEnds, format } = curve;
  const newest = newestStep(curve);
  // Asked for anew by keys, which come faster than renderings.
  const stepNow = () => reader.pointed ?? marked ?? newest;
  const step = stepNow();
  const choose = (one: number) => isOwn && reader.choose(one);
  const under = (event: PointerEvent) => stepUnder(event.currentTarget as SVGSVGElement, event.clientX);
  const press = (event: PointerEvent) => {
    const at = event.buttons === 1 ? under(event) : null;
    if (at !== null) choose(at);
  };
  const move = (event: PointerEvent) => {
    press(event);
    // A finger reads where it presses: what it chose is marked.
    if (event.pointerType !== 'touch') reader.point(under(event));
  };
  const key = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') choose(stepNow());
    else {
      const next = stepBy(event.key, stepNow(), newest);
      if (next === undefined) return;
      reader.point(next);
    }
    event.preventDefault();
    // Slides turn on the same keys.
    event.stopPropagation();
  };
  const read = lines.filter((line) => line.name !== '');
  const values = read.map((line) => {
    const place = placeAt(line, step);
    return { ...line, said: place < 0 ? '–' : format(line.values[place]) };
  });
  const heard = values.map((one) => (read.length > 1 ? `${one.name} ${one.said}` : one.said)).join(', ');
  return html`<div class="chart" part="chart">
    <div class="chart-name">
      <span>${[name, ...notes].join(' · ')}</span>
      ${values.map(
        (one) => html`<span class="of-line">
          ${read.length > 1 ? html`<svg class="sample" aria-hidden="true"><path class=${one.look} d="M0,4H20"></path></svg>${one.name}` : nothing}
          <span class="value">${one.said}</span></span
        >`,
      )}
      <span>${reader.stepName(step)}</span>
    </div>
    <svg
      role="slider"
      tabindex="0"
      class=${isOwn ? 'lined chosen' : 'lined'}
      aria-label=${summary}
      aria-valuemin="0"
      aria-valuemax=${newest}
      aria-valuenow=${Math.min(step, newest)}
      aria-valuetext="${reader.stepName(step)}: ${heard}"
      @pointerdown=${press}
      @pointermove=${move}
      @pointerleave=${() => reader.point(null)}
      @blur=${() => reader.point(null)}
      @keydown=${key}
    >
      <g class="axis bottom"></g>
      <g class="axis left"></g>
      <path class="marked"></path>
      <g class="lines">${lines.map((line) => svg`<path class=${line.look}></path>`)}</g>
      <g class="ends">${hasEnds ? lines.map((line) => svg`<text class=${line.look}></text>`) : nothing}</g>
      <g class="pointed" data-figure-skip></g>
    </svg>
  </div>`;
}

/** The step that a key goes to, null where it lets go; undefined of a key that does nothing. */
function stepBy(key: string, step: number, newest: number): number | null | undefined {
  const page = Math.max(1, Math.round(newest / PAGE));
  const by: Record<string, number> = {
    ArrowRight: 1,
    ArrowUp: 1,
    ArrowLeft: -1,
    ArrowDown: -1,
    PageUp: page,
    PageDown: -page,
  };
  const within = (one: number) => Math.min(newest, Math.max(0, one));
  if (key in by) return within(step + by[key]);
  return key === 'Home' ? 0 : key === 'End' ? newest : key === 'Escape' ? null : undefined;
}
