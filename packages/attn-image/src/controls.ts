import { adoptComputedStyles } from '@attn-elements/core/element';
import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { type Overlay, overlays } from './paint.js';

/** Settings of the overlay that readers may change. */
export interface OverlaySettings {
  readonly overlay: Overlay;
  readonly opacity: number;
  readonly smooth: boolean;
}

type Word = 'overlay' | Overlay | 'opacity' | 'smooth';

/** The readers' controls: how weights are laid over the picture, and how much of it shows through. */
export class ImageControls {
  constructor(root: ShadowRoot) {
    adoptComputedStyles(root);
  }

  render(
    { overlay, opacity, smooth }: OverlaySettings,
    isGrid: boolean,
    say: (word: Word) => string,
    change: (settings: Partial<OverlaySettings>) => void,
  ): TemplateResult {
    const chosen = ({ target }: Event) => change({ overlay: overlays[(target as HTMLSelectElement).selectedIndex] });
    const slid = ({ target }: Event) => change({ opacity: (target as HTMLInputElement).valueAsNumber });
    const turned = ({ target }: Event) => change({ smooth: (target as HTMLInputElement).checked });
    const isPainted = overlay === 'blend' || overlay === 'tiles';
    return html`<fieldset class="live" part="controls" data-figure-skip>
      <legend class="visually-hidden">${say('overlay')}</legend>
      <label>
        <span>${say('overlay')}</span>
        <select @change=${chosen}>
          ${overlays.map((one) => html`<option .selected=${live(one === overlay)}>${say(one)}</option>`)}
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
                .value=${live(String(opacity))}
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
