/**
 * The drawing context of a canvas, never on the graphics device: everybody who draws asks for it here. Where there is no
 * graphics card, pictures on the device stop the page's thread until a program has drawn them in its stead, for seconds where
 * several are repainted; and WebKit leaves those blank on the screen that are drawn while in view.
 */
export const canvasContext = (canvas: HTMLCanvasElement): CanvasRenderingContext2D | null =>
  canvas.getContext('2d', { willReadFrequently: true });
