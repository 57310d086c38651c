import type { AttnText } from '@attn-elements/attn-text';
import { html, type TemplateResult } from 'lit';
import { attributesOf, captionOf, controlsOf, type ElementArgs } from './element-args.js';

export type TextArgs = ElementArgs<AttnText>;

export const text = ({ caption, ...attributes }: TextArgs): TemplateResult =>
  html`<attn-text ${attributesOf(attributes)}>${captionOf(caption)}</attn-text>`;

export const textControls = controlsOf('attn-text');
