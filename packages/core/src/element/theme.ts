import { css, html, type ReactiveController, type ReactiveControllerHost } from 'lit';
import type { Rgba } from '../color/index.js';
import { canvasContext } from './canvas-context.js';
import { isOnPaper } from './paper.js';
import { isElement, parentOf } from './tree.js';

/** Colours of a drawing that come from CSS. */
export interface ThemeColors {
  readonly nan: Rgba;
  readonly hatch: Rgba;
  readonly masked: Rgba;
  readonly under: Rgba;
  readonly over: Rgba;
}

/** The property of the probe that carries each colour: one element is enough for all. */
const carriers = {
  nan: 'color',
  hatch: 'backgroundColor',
  masked: 'borderTopColor',
  under: 'borderRightColor',
  over: 'borderBottomColor',
} as const;

/** Every `--attn-*` colour of a drawing, its default for light and dark, and the probe that they are read from. */
export const themeStyles = css`
  :host {
    --_nan: var(--attn-nan, light-dark(#f3d9a4, #5c4413));
    --_hatch: var(--attn-hatch, light-dark(#8a5a00, #e0b050));
    --_masked: var(--attn-masked, light-dark(#e4e5e9, #33363d));
    --_under: var(--attn-under, light-dark(#ffffff, #101216));
    --_over: var(--attn-over, light-dark(#d6006e, #ff5fae));
    --_accent: var(--attn-accent, light-dark(#c2410c, #ffb27a));
  }
  /* Cells that are not stored look neither like numbers nor like mistakes: there are many. */
  .sparse {
    --_nan: var(--attn-unstored, light-dark(#fbfbfc, #15171b));
    --_hatch: light-dark(#e1e3e9, #2b2f36);
    --_stripes: repeating-linear-gradient(135deg, var(--_hatch) 0 1.5px, transparent 1.5px 5px);
  }
  .probe {
    position: absolute;
    visibility: hidden;
    pointer-events: none;
    color: var(--_nan);
    background-color: var(--_hatch);
    border: 0 solid;
    border-top-color: var(--_masked);
    border-right-color: var(--_under);
    border-bottom-color: var(--_over);
    /* The drawing keeps its colours, as the legend does: forced ones would make all of them the same. */
    forced-color-adjust: none;
    transition:
      color 1ms,
      background-color 1ms,
      border-color 1ms;
  }
`;

/** Milliseconds after the last change around an element in which its colours are looked at: their transitions are over. */
const SETTLED = 50;

/**
 * Reads the colours of a drawing from CSS, and again whenever any of them changes, whoever changed it (a theme button of
 * the page, the system's dark mode, an author's rule): a change starts a transition on the probe, and its end is heard.
 * Browsers may let transitions of what is hidden rest, so attributes of the elements around, where themes are switched,
 * are watched too.
 */
export class ThemeController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #colors: ThemeColors | null = null;
  /** Whether the colours are those of paper. */
  #isOfPaper = false;
  #observer: MutationObserver | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  /** The probe, to be rendered in the host's shadow root. */
  // A change of `color-scheme` ends the transitions that it began with transitioncancel, not transitionend, in Chromium.
  readonly probe = html`<span
    class="probe"
    aria-hidden="true"
    @transitionend=${() => this.#changed()}
    @transitioncancel=${() => this.#changed()}
  ></span>`;

  get colors(): ThemeColors {
    const isPrinted = isOnPaper(this.#host);
    if (isPrinted !== this.#isOfPaper) this.#colors = null;
    this.#isOfPaper = isPrinted;
    return (this.#colors ??= this.#read());
  }

  /** Lets the colours go: the host itself has changed them, and draws with them at once. */
  forget(): void {
    for (const transition of this.#host.shadowRoot?.querySelector('.probe')?.getAnimations() ?? []) transition.finish();
    this.#colors = null;
  }

  hostConnected(): void {
    this.#changed();
    this.#observer = new MutationObserver(() => {
      // Anew with every change: a page that moves something in every frame is looked at once it rests.
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#look(), SETTLED);
    });
    let around: Node | null = this.#host;
    while (around) {
      if (isElement(around)) this.#observer.observe(around, { attributes: true });
      around = parentOf(around);
    }
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = null;
    clearTimeout(this.#timer);
  }

  #look(): void {
    if (this.#colors && JSON.stringify(this.#read()) !== JSON.stringify(this.#colors)) this.#changed();
  }

  #changed(): void {
    this.#colors = null;
    this.#host.requestUpdate();
  }

  #read(): ThemeColors {
    const probe = this.#host.shadowRoot?.querySelector('.probe');
    const style = probe && getComputedStyle(probe);
    const read = (name: keyof typeof carriers) => toRgba(style?.[carriers[name]] ?? '');
    return { nan: read('nan'), hatch: read('hatch'), masked: read('masked'), under: read('under'), over: read('over') };
  }
}

/** Colours of sRGB, which computed styles write in one way. */
const srgb = /^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)$/;

/** Any CSS colour as bytes. */
function toRgba(color: string): Rgba {
  const [, red, green, blue, alpha = 1] = srgb.exec(color) ?? [];
  return red ? [Number(red), Number(green), Number(blue), Math.round(Number(alpha) * 255)] : paintedRgba(color);
}

let pixel: CanvasRenderingContext2D | null = null;

/** As the browser itself paints it, so that `oklch()` and wide gamuts are understood. */
function paintedRgba(color: string): Rgba {
  if (!pixel) {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 1;
    pixel = canvasContext(canvas);
  }
  if (!pixel || !color) return [0, 0, 0, 0];
  pixel.clearRect(0, 0, 1, 1);
  pixel.fillStyle = color;
  pixel.fillRect(0, 0, 1, 1);
  return [...pixel.getImageData(0, 0, 1, 1).data] as unknown as Rgba;
}
