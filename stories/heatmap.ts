import type { AttnHeatmap } from '@attn-elements/attn-heatmap';
import { html, type TemplateResult } from 'lit';
import { attributesOf, captionOf, controlsOf, type ElementArgs } from './element-args.js';

export type HeatmapArgs = ElementArgs<AttnHeatmap>;

export const heatmap = ({ caption, ...attributes }: HeatmapArgs): TemplateResult =>
  html`<attn-heatmap ${attributesOf(attributes)}>${captionOf(caption)}</attn-heatmap>`;

export const heatmapControls = controlsOf('attn-heatmap');

/** The sentence of the article's first figure, as words between spaces. */
export const sentence = {
  array: 'cross',
  'query-tokens': '年轻 的 老师 明天 在 学校 里 帮助 孩子 <eos>',
  'key-tokens': 'the young teacher helps the child in the school tomorrow <eos>',
};
