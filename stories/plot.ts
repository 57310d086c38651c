import type { PePlot } from '@attn-elements/pe-plot';
import { html, type TemplateResult } from 'lit';
import { attributesOf, captionOf, controlsOf, type ElementArgs } from './element-args.js';

export type PlotArgs = ElementArgs<PePlot>;

export const plot = ({ caption, ...attributes }: PlotArgs): TemplateResult =>
  html`<pe-plot ${attributesOf(attributes)}>${captionOf(caption)}</pe-plot>`;

export const plotControls = controlsOf('pe-plot');
