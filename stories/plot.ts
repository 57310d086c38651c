import { colormapNames } from '@attn-elements/core/color';
import { html, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';

/** The attributes of `<pe-plot>` as a story gives them: under their HTML names, so that a story reads like a page. */
export interface PlotArgs {
  kind?: 'sinusoidal' | 'sinusoidal-2d' | 'learned' | 'rotary' | 'alibi' | 't5';
  view?: 'sum' | 'curves' | 'heatmap' | 'similarity' | 'kernel' | 'wavelengths' | 'rotation' | 'bias' | 'spectrum';
  compare?: string;
  src?: string;
  /** JSON text becomes the attribute, anything else the property. */
  data?: unknown;
  array?: string;
  /** Embeddings that the encoding is added to. */
  inputs?: object;
  length?: number;
  'd-model'?: number;
  rows?: number;
  columns?: number;
  base?: number;
  order?: 'interleaved' | 'sine-cosine' | 'cosine-sine';
  spacing?: 'paper' | 'tensor2tensor';
  normalized?: boolean;
  start?: number;
  first?: 'row' | 'column';
  scaling?: 'none' | 'linear' | 'ntk' | 'yarn';
  factor?: number;
  pairing?: 'interleaved' | 'half-split';
  /** As a page has it: JSON text. */
  rope?: string;
  heads?: number;
  buckets?: number;
  axes?: 'buckets heads' | 'heads buckets';
  'max-distance'?: number;
  bidirectional?: boolean;
  similarity?: 'cosine' | 'dot';
  trained?: number;
  dimensions?: string;
  overlaid?: boolean;
  position?: number;
  distance?: number;
  colormap?: string;
  scale?: 'linear' | 'log' | 'power';
  exponent?: number;
  domain?: string;
  normalization?: 'none' | 'row' | 'column' | 'matrix';
  heading?: string;
  controls?: boolean;
  caption?: string;
}

export function plot(args: PlotArgs): TemplateResult {
  const { data, caption } = args;
  return html`<pe-plot
    kind=${ifDefined(args.kind)}
    view=${ifDefined(args.view)}
    compare=${ifDefined(args.compare)}
    src=${ifDefined(args.src)}
    data=${ifDefined(typeof data === 'string' ? data : undefined)}
    .data=${ifDefined(typeof data === 'object' ? data : undefined)}
    array=${ifDefined(args.array)}
    .inputs=${ifDefined(args.inputs)}
    length=${ifDefined(args.length)}
    d-model=${ifDefined(args['d-model'])}
    rows=${ifDefined(args.rows)}
    columns=${ifDefined(args.columns)}
    base=${ifDefined(args.base)}
    order=${ifDefined(args.order)}
    spacing=${ifDefined(args.spacing)}
    ?normalized=${args.normalized}
    start=${ifDefined(args.start)}
    first=${ifDefined(args.first)}
    scaling=${ifDefined(args.scaling)}
    factor=${ifDefined(args.factor)}
    pairing=${ifDefined(args.pairing)}
    rope=${ifDefined(args.rope)}
    heads=${ifDefined(args.heads)}
    buckets=${ifDefined(args.buckets)}
    axes=${ifDefined(args.axes)}
    max-distance=${ifDefined(args['max-distance'])}
    ?bidirectional=${args.bidirectional}
    similarity=${ifDefined(args.similarity)}
    trained=${ifDefined(args.trained)}
    dimensions=${ifDefined(args.dimensions)}
    ?overlaid=${args.overlaid}
    position=${ifDefined(args.position)}
    distance=${ifDefined(args.distance)}
    colormap=${ifDefined(args.colormap)}
    scale=${ifDefined(args.scale)}
    exponent=${ifDefined(args.exponent)}
    domain=${ifDefined(args.domain)}
    normalization=${ifDefined(args.normalization)}
    heading=${ifDefined(args.heading)}
    ?controls=${args.controls}
    >${caption ? html`<span slot="caption">${caption}</span>` : null}</pe-plot
  >`;
}

const select = (...options: string[]) => ({ control: 'select' as const, options });
const number = (min: number, step = 1) => ({ control: { type: 'number' as const, min, step } });

/** Controls of the panel. */
export const plotControls = {
  kind: select('sinusoidal', 'sinusoidal-2d', 'learned', 'rotary', 'alibi', 't5'),
  view: select('curves', 'heatmap', 'similarity', 'kernel', 'wavelengths', 'rotation', 'bias', 'spectrum'),
  compare: { control: 'text' as const },
  src: { control: 'text' as const },
  data: { control: false as const },
  length: number(1),
  'd-model': number(1),
  rows: number(1),
  columns: number(1),
  base: number(1),
  order: select('interleaved', 'sine-cosine', 'cosine-sine'),
  spacing: select('paper', 'tensor2tensor'),
  normalized: { control: 'boolean' as const },
  start: number(0),
  first: select('row', 'column'),
  scaling: select('none', 'linear', 'ntk', 'yarn'),
  factor: number(1),
  pairing: select('interleaved', 'half-split'),
  rope: { control: 'text' as const },
  heads: number(1),
  buckets: number(2, 2),
  axes: select('buckets heads', 'heads buckets'),
  'max-distance': number(1),
  bidirectional: { control: 'boolean' as const },
  similarity: select('cosine', 'dot'),
  trained: number(1),
  dimensions: { control: 'text' as const },
  overlaid: { control: 'boolean' as const },
  position: number(0),
  distance: number(0),
  colormap: select(...colormapNames()),
  scale: select('linear', 'log', 'power'),
  exponent: { control: { type: 'number' as const, min: 0.05, step: 0.05 } },
  domain: { control: 'text' as const },
  normalization: select('none', 'row', 'column', 'matrix'),
  heading: { control: 'text' as const },
  controls: { control: 'boolean' as const },
};
