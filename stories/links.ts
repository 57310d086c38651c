import type { AttnLinks } from '@attn-elements/attn-links';
import { html, type TemplateResult } from 'lit';
import { attributesOf, captionOf, controlsOf, type ElementArgs } from './element-args.js';

export type LinksArgs = ElementArgs<AttnLinks>;

export const links = ({ caption, ...attributes }: LinksArgs): TemplateResult =>
  html`<attn-links ${attributesOf(attributes)}>${captionOf(caption)}</attn-links>`;

export const linksControls = controlsOf('attn-links');
