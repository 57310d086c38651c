import { html, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';

/** The attributes of `<attn-text>` as a story gives them: under their HTML names, so that a story reads like a page. */
export interface TextArgs {
  src?: string;
  /** JSON text becomes the attribute, anything else the property. */
  data?: unknown;
  array?: string;
  batch?: number;
  tokens?: string;
  'query-tokens'?: string;
  'key-tokens'?: string;
  layer?: number;
  head?: number | 'mean' | 'max' | 'min';
  rollup?: 'none' | 'rollout' | 'flow';
  pieces?: 'sum' | 'mean' | 'max' | 'none';
  side?: 'query' | 'key';
  query?: number;
  key?: number;
  level?: 'both' | 'word' | 'sentence';
  scale?: 'linear' | 'log' | 'power';
  exponent?: number;
  domain?: string;
  normalization?: 'none' | 'row' | 'column' | 'matrix';
  'hide-first-token'?: boolean;
  group?: string;
  heading?: string;
  'query-title'?: string;
  'key-title'?: string;
  caption?: string;
}

export function text(args: TextArgs): TemplateResult {
  const { data, caption } = args;
  return html`<attn-text
    src=${ifDefined(args.src)}
    data=${ifDefined(typeof data === 'string' ? data : undefined)}
    .data=${ifDefined(typeof data === 'object' ? data : undefined)}
    array=${ifDefined(args.array)}
    batch=${ifDefined(args.batch)}
    tokens=${ifDefined(args.tokens)}
    query-tokens=${ifDefined(args['query-tokens'])}
    key-tokens=${ifDefined(args['key-tokens'])}
    layer=${ifDefined(args.layer)}
    head=${ifDefined(args.head)}
    rollup=${ifDefined(args.rollup)}
    pieces=${ifDefined(args.pieces)}
    side=${ifDefined(args.side)}
    query=${ifDefined(args.query)}
    key=${ifDefined(args.key)}
    level=${ifDefined(args.level)}
    scale=${ifDefined(args.scale)}
    exponent=${ifDefined(args.exponent)}
    domain=${ifDefined(args.domain)}
    normalization=${ifDefined(args.normalization)}
    ?hide-first-token=${args['hide-first-token']}
    group=${ifDefined(args.group)}
    heading=${ifDefined(args.heading)}
    query-title=${ifDefined(args['query-title'])}
    key-title=${ifDefined(args['key-title'])}
    >${caption ? html`<span slot="caption">${caption}</span>` : null}</attn-text
  >`;
}

const select = (...options: string[]) => ({ control: 'select' as const, options });

/** Controls of the panel. */
export const textControls = {
  src: { control: 'text' as const },
  data: { control: false as const },
  layer: { control: { type: 'number' as const, min: 0 } },
  head: select('0', '1', '2', '3', 'mean', 'max', 'min'),
  rollup: select('none', 'rollout', 'flow'),
  pieces: select('sum', 'mean', 'max', 'none'),
  side: select('query', 'key'),
  query: { control: { type: 'number' as const, min: 0 } },
  key: { control: { type: 'number' as const, min: 0 } },
  level: select('both', 'word', 'sentence'),
  scale: select('linear', 'log', 'power'),
  exponent: { control: { type: 'number' as const, min: 0.1, max: 4, step: 0.1 } },
  domain: { control: 'text' as const },
  normalization: select('none', 'row', 'column', 'matrix'),
  'hide-first-token': { control: 'boolean' as const },
  heading: { control: 'text' as const },
};
