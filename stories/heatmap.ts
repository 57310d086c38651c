import { colormapNames } from '@attn-elements/core/color';
import { html, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';

/** The attributes of `<attn-heatmap>` as a story gives them: under their HTML names, so that a story reads like a page. */
export interface HeatmapArgs {
  src?: string;
  /** JSON text becomes the attribute, anything else the property. */
  data?: unknown;
  array?: string;
  axes?: string;
  batch?: number;
  tokens?: string;
  'query-tokens'?: string;
  'key-tokens'?: string;
  layer?: number;
  zoom?: string;
  head?: number | 'mean' | 'max' | 'min';
  colormap?: string;
  scale?: 'linear' | 'log' | 'power';
  exponent?: number;
  domain?: string;
  normalization?: 'none' | 'row' | 'column' | 'matrix';
  'hide-first-token'?: boolean;
  reduce?: 'max' | 'mean';
  sort?: 'none' | 'entropy' | 'first-token' | 'previous-token' | 'same-token' | 'induction';
  rollup?: 'none' | 'rollout' | 'flow';
  group?: string;
  heading?: string;
  'query-title'?: string;
  'key-title'?: string;
  'key-axis'?: 'bottom' | 'top';
  'layer-names'?: string;
  'head-names'?: string;
  score?: 'scaled-dot' | 'dot' | 'cosine' | 'bilinear' | 'additive';
  weighting?: 'softmax' | 'sparsemax' | 'hard' | 'none';
  temperature?: number;
  mask?: string;
  controls?: boolean;
  output?: boolean;
  operation?: string;
  view?: 'matrix' | 'steps';
  width?: number;
  height?: number;
  caption?: string;
}

export function heatmap(args: HeatmapArgs): TemplateResult {
  const { data, caption } = args;
  return html`<attn-heatmap
    src=${ifDefined(args.src)}
    data=${ifDefined(typeof data === 'string' ? data : undefined)}
    .data=${ifDefined(typeof data === 'object' ? data : undefined)}
    array=${ifDefined(args.array)}
    axes=${ifDefined(args.axes)}
    batch=${ifDefined(args.batch)}
    tokens=${ifDefined(args.tokens)}
    query-tokens=${ifDefined(args['query-tokens'])}
    key-tokens=${ifDefined(args['key-tokens'])}
    layer=${ifDefined(args.layer)}
    zoom=${ifDefined(args.zoom)}
    head=${ifDefined(args.head)}
    colormap=${ifDefined(args.colormap)}
    scale=${ifDefined(args.scale)}
    exponent=${ifDefined(args.exponent)}
    domain=${ifDefined(args.domain)}
    normalization=${ifDefined(args.normalization)}
    ?hide-first-token=${args['hide-first-token']}
    reduce=${ifDefined(args.reduce)}
    sort=${ifDefined(args.sort)}
    rollup=${ifDefined(args.rollup)}
    group=${ifDefined(args.group)}
    heading=${ifDefined(args.heading)}
    query-title=${ifDefined(args['query-title'])}
    key-title=${ifDefined(args['key-title'])}
    key-axis=${ifDefined(args['key-axis'])}
    layer-names=${ifDefined(args['layer-names'])}
    head-names=${ifDefined(args['head-names'])}
    score=${ifDefined(args.score)}
    weighting=${ifDefined(args.weighting)}
    temperature=${ifDefined(args.temperature)}
    mask=${ifDefined(args.mask)}
    ?controls=${args.controls}
    ?output=${args.output}
    view=${ifDefined(args.view)}
    operation=${ifDefined(args.operation)}
    width=${ifDefined(args.width)}
    height=${ifDefined(args.height)}
    >${caption ? html`<span slot="caption">${caption}</span>` : null}</attn-heatmap
  >`;
}

const select = (...options: string[]) => ({ control: 'select' as const, options });

/** Controls of the panel. */
export const heatmapControls = {
  src: { control: 'text' as const },
  data: { control: false as const },
  layer: { control: { type: 'number' as const, min: 0 } },
  head: select('0', '1', '2', '3', 'mean', 'max', 'min'),
  colormap: select(...colormapNames()),
  scale: select('linear', 'log', 'power'),
  exponent: { control: { type: 'number' as const, min: 0.1, max: 4, step: 0.1 } },
  domain: { control: 'text' as const },
  normalization: select('none', 'row', 'column', 'matrix'),
  'hide-first-token': { control: 'boolean' as const },
  reduce: select('max', 'mean'),
  sort: select('none', 'entropy', 'first-token', 'previous-token', 'same-token', 'induction'),
  rollup: select('none', 'rollout', 'flow'),
  heading: { control: 'text' as const },
  'key-axis': select('bottom', 'top'),
  score: select('scaled-dot', 'dot', 'cosine', 'bilinear', 'additive'),
  weighting: select('softmax', 'sparsemax', 'hard', 'none'),
  temperature: { control: { type: 'number' as const, min: 0.01, step: 0.1 } },
  mask: { control: 'text' as const },
  controls: { control: 'boolean' as const },
  output: { control: 'boolean' as const },
  width: { control: { type: 'number' as const, min: 100 } },
  height: { control: { type: 'number' as const, min: 100 } },
};

/** The sentence of the article's first figure, as words between spaces. */
export const sentence = {
  array: 'cross',
  'query-tokens': '年轻 的 老师 明天 在 学校 里 帮助 孩子 <eos>',
  'key-tokens': 'the young teacher helps the child in the school tomorrow <eos>',
};
