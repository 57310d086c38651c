import { html, type TemplateResult } from 'lit';

/** Container of a curve; the axes and the line come once it is on the page. */
export const chartTemplate = (name: string, summary: string): TemplateResult => html`<div class="chart" part="chart">
  <div class="chart-name">${name}</div>
  <svg role="img" aria-label=${summary}>
    <g class="axis bottom"></g>
    <g class="axis left"></g>
    <path class="curve"></path>
  </svg>
</div>`;
