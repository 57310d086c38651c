import { colormapNames } from '@attn-elements/core/color';
import { html, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';

/** The attributes of `<attn-image>` as a story gives them: under their HTML names, so that a story reads like a page. */
export interface ImageArgs {
  src?: string;
  /** JSON text becomes the attribute, anything else the property. */
  data?: unknown;
  array?: string;
  layer?: number;
  head?: number | 'mean' | 'max' | 'min';
  rollup?: 'none' | 'rollout' | 'flow';
  group?: string;
  image?: string;
  /** Address of an `<img>` between the tags. */
  fallback?: string;
  alt?: string;
  grid?: string;
  span?: string;
  'class-token'?: number;
  registers?: number;
  regions?: string;
  side?: 'query' | 'key';
  tokens?: string;
  'key-tokens'?: string;
  query?: number | 'mean';
  overlay?: 'blend' | 'contour' | 'tiles' | 'outline';
  opacity?: number;
  smooth?: boolean;
  'top-p'?: string;
  colormap?: string;
  scale?: 'linear' | 'log' | 'power';
  exponent?: number;
  domain?: string;
  normalization?: 'none' | 'row' | 'column' | 'matrix';
  'hide-first-token'?: boolean;
  heading?: string;
  controls?: boolean;
  width?: number;
  height?: number;
  caption?: string;
}

export function image(args: ImageArgs): TemplateResult {
  const { data, caption, fallback, alt = '' } = args;
  return html`<attn-image
    src=${ifDefined(args.src)}
    data=${ifDefined(typeof data === 'string' ? data : undefined)}
    .data=${ifDefined(typeof data === 'object' ? data : undefined)}
    array=${ifDefined(args.array)}
    layer=${ifDefined(args.layer)}
    head=${ifDefined(args.head)}
    rollup=${ifDefined(args.rollup)}
    group=${ifDefined(args.group)}
    image=${ifDefined(args.image)}
    grid=${ifDefined(args.grid)}
    span=${ifDefined(args.span)}
    class-token=${ifDefined(args['class-token'])}
    registers=${ifDefined(args.registers)}
    regions=${ifDefined(args.regions)}
    side=${ifDefined(args.side)}
    tokens=${ifDefined(args.tokens)}
    key-tokens=${ifDefined(args['key-tokens'])}
    query=${ifDefined(args.query)}
    overlay=${ifDefined(args.overlay)}
    opacity=${ifDefined(args.opacity)}
    ?smooth=${args.smooth}
    top-p=${ifDefined(args['top-p'])}
    colormap=${ifDefined(args.colormap)}
    scale=${ifDefined(args.scale)}
    exponent=${ifDefined(args.exponent)}
    domain=${ifDefined(args.domain)}
    normalization=${ifDefined(args.normalization)}
    ?hide-first-token=${args['hide-first-token']}
    heading=${ifDefined(args.heading)}
    ?controls=${args.controls}
    width=${ifDefined(args.width)}
    height=${ifDefined(args.height)}
    >${fallback ? html`<img src=${fallback} alt=${alt} width="384" height="240" />` : null}${
      caption ? html`<span slot="caption">${caption}</span>` : null
    }</attn-image
  >`;
}

const select = (...options: string[]) => ({ control: 'select' as const, options });

/** Controls of the panel. */
export const imageControls = {
  src: { control: 'text' as const },
  data: { control: false as const },
  layer: { control: { type: 'number' as const, min: 0 } },
  head: select('0', '1', 'mean', 'max', 'min'),
  rollup: select('none', 'rollout', 'flow'),
  image: { control: 'text' as const },
  grid: { control: 'text' as const },
  span: { control: 'text' as const },
  query: { control: 'text' as const },
  overlay: select('blend', 'contour', 'tiles', 'outline'),
  opacity: { control: { type: 'range' as const, min: 0, max: 1, step: 0.05 } },
  smooth: { control: 'boolean' as const },
  'top-p': { control: 'text' as const },
  colormap: select(...colormapNames()),
  scale: select('linear', 'log', 'power'),
  exponent: { control: { type: 'number' as const, min: 0.1, max: 4, step: 0.1 } },
  domain: { control: 'text' as const },
  normalization: select('none', 'row', 'column', 'matrix'),
  'hide-first-token': { control: 'boolean' as const },
  heading: { control: 'text' as const },
  controls: { control: 'boolean' as const },
  width: { control: { type: 'number' as const, min: 100 } },
  height: { control: { type: 'number' as const, min: 100 } },
};
