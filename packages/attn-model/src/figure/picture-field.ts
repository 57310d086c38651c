import type { Say } from '@attn-elements/core/element';
import { html, nothing, type TemplateResult } from 'lit';
import type { Sentences } from '../strings.js';
import { type Example, exampleList } from './example-list.js';

interface PictureField {
  /** Address as the author wrote it. */
  readonly image: string | null;
  /** Whole address of the picture that was looked at; null before. */
  readonly url: string | null;
  readonly examples: readonly Example[];
  readonly isReadonly: boolean;
  readonly say: Say<Sentences>;
  readonly take: (image: string) => void;
}

/** The picture that a model looks at, in room that is kept for it, with the author's other ones above. */
export function pictureField({ image, url, examples, isReadonly, say, take }: PictureField): TemplateResult {
  return html`${isReadonly ? nothing : exampleList(examples, image, say, take)}
    <div class="looked" data-figure-skip>
      ${url ? html`<img part="picture" alt=${say('picture')} src=${url} />` : nothing}
    </div>`;
}
