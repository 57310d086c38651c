import type { html as litHtml, TemplateResult } from 'lit';
import { adoptLiveStyles } from '@attn-elements/core/element';
import { type Overlay, overlays } from './paint.js';

/** What readers may change. */
export interface OverlaySettings {
  readonly overlay: Overlay;
  readonly opacity: number;
  readonly smooth: boolean;
}

type Word = 'overlay' | Overlay | 'opacity' | 'smooth';

/** A value that is written with every rendering: a reader may have changed the control since. */
const again = (value: string | true) => Object(value);

/** The readers' controls: how weights are laid over the picture, and how much of it shows through. */
export class Controls {
  readonly #html: typeof litHtml;

  /** @param html of the element's Lit: this is part of a file that has none of its own */
  constructor(html: typeof litHtml, root: ShadowRoot) {
    this.#html = html;
    adoptLiveStyles(root);
  }

  render(
    { overlay, opacity, smooth }: OverlaySettings,
    isGrid: boolean,
    say: (word: Word) => string,
    change: (settings: Partial<OverlaySettings>) => void,
  ): TemplateResult {
    const html = this.#html;
    const chosen = ({ target }: Event) => change({ overlay: overlays[(target as HTMLSelectElement).selectedIndex] });
    const slid = ({ target }: Event) => change({ opacity: (target as HTMLInputElement).valueAsNumber });
    const turned = ({ target }: Event) => change({ smooth: (target as HTMLInputElement).checked });
    const isPainted = overlay === 'blend' || overlay === 'tiles';
    return html`<fieldset class="live" part="controls" data-figure-skip>
      <legend class="visually-hidden">${say('overlay')}</legend>
      <label>
        <span>${say('overlay')}</span>
        <select @change=${chosen}>
          ${overlays.map((one) => html`<option .selected=${one === overlay && again(true)}>${say(one)}</option>`)}
        </select>
      </label>
      ${
        isPainted
          ? html`<label>
              <span>${say('opacity')}</span>
              <input
                type="range"
                min="0"
                max="1"
                step="0.05"
                aria-valuetext="${Math.round(opacity * 100)} %"
                .value=${again(String(opacity))}
                @input=${slid}
              />
            </label>`
          : null
      }
      ${
        overlay === 'blend' && isGrid
          ? html`<label class="flag"><input type="checkbox" .checked=${smooth} @change=${turned} /> <span>${say('smooth')}</span></label>`
          : null
      }
    </fieldset>`;
  }
}
