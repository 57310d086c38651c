import { html, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';

/** The attributes of `<attn-links>` as a story gives them: under their HTML names, so that a story reads like a page. */
export interface LinksArgs {
  src?: string;
  /** JSON text becomes the attribute, anything else the property. */
  data?: unknown;
  array?: string;
  tokens?: string;
  'query-tokens'?: string;
  'key-tokens'?: string;
  layer?: number;
  head?: number | 'mean' | 'max' | 'min';
  'show-heads'?: string;
  rollup?: 'none' | 'rollout' | 'flow';
  'top-p'?: number;
  'top-k'?: number;
  min?: number;
  scale?: 'linear' | 'log' | 'power';
  exponent?: number;
  domain?: string;
  normalization?: 'none' | 'row' | 'column' | 'matrix';
  direction?: 'vertical' | 'horizontal';
  'hide-first-token'?: boolean;
  group?: string;
  heading?: string;
  'query-title'?: string;
  'key-title'?: string;
  controls?: boolean;
  width?: number;
  height?: number;
  caption?: string;
}

export function links(args: LinksArgs): TemplateResult {
  const { data, caption } = args;
  return html`<attn-links
    src=${ifDefined(args.src)}
    data=${ifDefined(typeof data === 'string' ? data : undefined)}
    .data=${ifDefined(typeof data === 'object' ? data : undefined)}
    array=${ifDefined(args.array)}
    tokens=${ifDefined(args.tokens)}
    query-tokens=${ifDefined(args['query-tokens'])}
    key-tokens=${ifDefined(args['key-tokens'])}
    layer=${ifDefined(args.layer)}
    head=${ifDefined(args.head)}
    show-heads=${ifDefined(args['show-heads'])}
    rollup=${ifDefined(args.rollup)}
    top-p=${ifDefined(args['top-p'])}
    top-k=${ifDefined(args['top-k'])}
    min=${ifDefined(args.min)}
    scale=${ifDefined(args.scale)}
    exponent=${ifDefined(args.exponent)}
    domain=${ifDefined(args.domain)}
    normalization=${ifDefined(args.normalization)}
    direction=${ifDefined(args.direction)}
    ?hide-first-token=${args['hide-first-token']}
    group=${ifDefined(args.group)}
    heading=${ifDefined(args.heading)}
    query-title=${ifDefined(args['query-title'])}
    key-title=${ifDefined(args['key-title'])}
    ?controls=${args.controls}
    width=${ifDefined(args.width)}
    height=${ifDefined(args.height)}
    >${caption ? html`<span slot="caption">${caption}</span>` : null}</attn-links
  >`;
}

const select = (...options: string[]) => ({ control: 'select' as const, options });

/** Controls of the panel. */
export const linksControls = {
  src: { control: 'text' as const },
  data: { control: false as const },
  layer: { control: { type: 'number' as const, min: 0 } },
  head: select('0', '1', '2', '3', 'mean', 'max', 'min'),
  'show-heads': { control: 'text' as const },
  rollup: select('none', 'rollout', 'flow'),
  'top-p': { control: { type: 'range' as const, min: 0.05, max: 1, step: 0.05 } },
  'top-k': { control: { type: 'number' as const, min: 1 } },
  min: { control: { type: 'number' as const, min: 0, max: 1, step: 0.01 } },
  scale: select('linear', 'log', 'power'),
  exponent: { control: { type: 'number' as const, min: 0.05, step: 0.05 } },
  domain: { control: 'text' as const },
  normalization: select('none', 'row', 'column', 'matrix'),
  direction: select('vertical', 'horizontal'),
  'hide-first-token': { control: 'boolean' as const },
  heading: { control: 'text' as const },
  controls: { control: 'boolean' as const },
  width: { control: { type: 'number' as const, min: 100 } },
  height: { control: { type: 'number' as const, min: 100 } },
};
