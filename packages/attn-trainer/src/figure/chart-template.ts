import { html, nothing, type TemplateResult } from 'lit';
import { stepUnder } from './chart.js';

/**
 * Container of a curve; the axes and the lines come once it is on the page.
 * @param choose takes the step that a pointer pressed on, or drags over; the slider is the way without a pointer
 */
export function chartTemplate(
  name: string,
  summary: string,
  choose: ((step: number) => void) | null = null,
): TemplateResult {
  const point = (event: PointerEvent) => {
    const svg = event.currentTarget as SVGSVGElement;
    const step = event.buttons === 1 ? stepUnder(svg, event.clientX) : null;
    if (step !== null) choose!(step);
  };
  return html`<div class="chart" part="chart">
    <div class="chart-name">${name}</div>
    <svg
      role="img"
      class=${choose ? 'chosen' : ''}
      aria-label=${summary}
      @pointerdown=${choose ? point : nothing}
      @pointermove=${choose ? point : nothing}
    >
      <g class="axis bottom"></g>
      <g class="axis left"></g>
      <path class="marked"></path>
      <path class="beside"></path>
      <path class="curve"></path>
    </svg>
  </div>`;
}
