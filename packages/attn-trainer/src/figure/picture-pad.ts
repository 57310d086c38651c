import { canvasContext } from '@attn-elements/core/element';
import { html, type TemplateResult } from 'lit';
import type { TrainerSay } from './words.js';

/** Pixels of a side of the pad, and of the picture that is made of it. */
const SIDE = 140;
const SMALL = 56;
/** Width of the pen: of a digit as wide as two thirds of the pad what a pen leaves on paper. */
const PEN = 11;

/** Where a reader draws a picture for the model, or takes one: light on dark, as the pictures of the task `digits` are. */
export class PicturePad {
  readonly #say: TrainerSay;
  readonly #show: (address: string) => void;
  #isPressed = false;

  /** @param show takes the picture as a `data:` address */
  constructor(say: TrainerSay, show: (address: string) => void) {
    this.#say = say;
    this.#show = show;
  }

  render(): TemplateResult {
    return html`<details class="pad" data-figure-skip>
      <summary>${this.#say('ownPicture')}</summary>
      <div class="line">
        <canvas
          width=${SIDE}
          height=${SIDE}
          role="img"
          aria-label=${this.#say('padHelp')}
          @pointerdown=${this.#press}
          @pointermove=${this.#draw}
          @pointerup=${this.#release}
          @pointercancel=${this.#release}
        ></canvas>
        <button type="button" @click=${this.#open}>${this.#say('takePicture')}</button>
        <input type="file" accept="image/*" aria-hidden="true" tabindex="-1" @change=${this.#chosen} />
        <button type="button" @click=${this.#swap}>${this.#say('swapLight')}</button>
        <button type="button" @click=${this.#clear}>${this.#say('clearPad')}</button>
        <button type="button" @click=${this.#ask}>${this.#say('show')}</button>
      </div>
    </details>`;
  }

  readonly #press = (event: PointerEvent): void => {
    const canvas = event.currentTarget as HTMLCanvasElement;
    canvas.setPointerCapture(event.pointerId);
    this.#isPressed = true;
    const context = contextOf(canvas);
    context.beginPath();
    context.moveTo(...placeOf(event, canvas));
    this.#draw(event);
  };

  readonly #draw = (event: PointerEvent): void => {
    if (!this.#isPressed) return;
    const canvas = event.currentTarget as HTMLCanvasElement;
    const context = contextOf(canvas);
    context.lineTo(...placeOf(event, canvas));
    context.stroke();
  };

  readonly #release = (): void => {
    this.#isPressed = false;
  };

  readonly #clear = (event: Event): void => {
    const canvas = canvasBeside(event);
    contextOf(canvas).clearRect(0, 0, SIDE, SIDE);
  };

  /** Ink on paper becomes light on dark. */
  readonly #swap = (event: Event): void => {
    const canvas = canvasBeside(event);
    const context = contextOf(canvas);
    context.save();
    paper(context);
    context.globalCompositeOperation = 'difference';
    context.fillStyle = '#fff';
    context.fillRect(0, 0, SIDE, SIDE);
    context.restore();
  };

  readonly #ask = (event: Event): void => {
    const pad = canvasBeside(event);
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = SMALL;
    const context = canvasContext(canvas)!;
    context.fillStyle = '#000';
    context.fillRect(0, 0, SMALL, SMALL);
    context.imageSmoothingQuality = 'high';
    context.drawImage(pad, 0, 0, SMALL, SMALL);
    this.#show(canvas.toDataURL('image/png'));
  };

  readonly #open = (event: Event): void => {
    ((event.currentTarget as Element).nextElementSibling as HTMLInputElement).click();
  };

  /** The middle of a picture that was taken, on the pad: it can be drawn on. */
  readonly #chosen = async (event: Event): Promise<void> => {
    const input = event.target as HTMLInputElement;
    const canvas = canvasBeside(event);
    const file = input.files?.[0];
    input.value = '';
    const bitmap = file && (await createImageBitmap(file).catch(() => null));
    if (!bitmap) return;
    const scale = SIDE / Math.min(bitmap.width, bitmap.height);
    const [width, height] = [bitmap.width * scale, bitmap.height * scale];
    contextOf(canvas).drawImage(bitmap, (SIDE - width) / 2, (SIDE - height) / 2, width, height);
    bitmap.close();
  };
}

const canvasBeside = (event: Event): HTMLCanvasElement =>
  (event.currentTarget as Element).closest('.pad')!.querySelector('canvas')!;

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvasContext(canvas)!;
  Object.assign(context, { lineWidth: PEN, lineCap: 'round', lineJoin: 'round', strokeStyle: '#fff' });
  return context;
}

/** Puts dark paper below what is drawn. */
function paper(context: CanvasRenderingContext2D): void {
  context.globalCompositeOperation = 'destination-over';
  context.fillStyle = '#000';
  context.fillRect(0, 0, SIDE, SIDE);
}

function placeOf({ clientX, clientY }: PointerEvent, canvas: HTMLCanvasElement): [x: number, y: number] {
  const { left, top, width, height } = canvas.getBoundingClientRect();
  return [((clientX - left) / width) * SIDE, ((clientY - top) / height) * SIDE];
}
