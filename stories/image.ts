import type { AttnImage } from '@attn-elements/attn-image';
import { html, type TemplateResult } from 'lit';
import { attributesOf, captionOf, controlsOf, type ElementArgs } from './element-args.js';

export type ImageArgs = ElementArgs<AttnImage> & {
  /** Address of an `<img>` between the tags. */
  fallback?: string;
  alt?: string;
};

export const image = ({ caption, fallback, alt = '', ...attributes }: ImageArgs): TemplateResult =>
  html`<attn-image ${attributesOf(attributes)}
    >${fallback ? html`<img src=${fallback} alt=${alt} width="384" height="240" />` : null}${captionOf(caption)}</attn-image
  >`;

export const imageControls = controlsOf('attn-image');
