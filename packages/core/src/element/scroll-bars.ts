import { boxAround, isElement, windowOf } from './tree.js';

/** Box that scrolls down around an element, and the width of its present scroll bar, in pixels. */
interface Scroller {
  readonly box: HTMLElement;
  readonly bar: number;
}

/** A scroll bar that came because the element was too high for the box around it. */
interface Cause extends Scroller {
  /** Height of what is in the box, in pixels: from there on it needs no bar. */
  readonly needed: number;
}

/**
 * The width of an element whose height follows from it, in a box that scrolls. In a box that is a little lower than the element
 * a bar comes and makes it narrower and lower; then the bar is not needed, it goes, the element is higher, and the bar comes
 * again, for ever. So an element that has made room for a bar keeps that room while it would need the bar without.
 */
export class ScrollBars {
  readonly #host: HTMLElement;
  #scrollers: readonly Scroller[] = [];
  /** Width of the element and of the bars around it. */
  #across = 0;
  #cause: Cause | null = null;

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  /** The box whose height decides whether room for its bar is kept; null where none is. */
  get box(): HTMLElement | null {
    return this.#cause?.box ?? null;
  }

  /** The width to be laid out for. @param width that there is, in pixels */
  widthIn(width: number): number {
    const scrollers = scrollersAround(this.#host);
    const across = scrollers.reduce((sum, { bar }) => sum + bar, width);
    // Each is rounded.
    const isSameRoom = Math.abs(across - this.#across) <= 1;
    const barOf = (box: HTMLElement, among: readonly Scroller[]) => among.find((one) => one.box === box)?.bar ?? 0;
    const come = isSameRoom && scrollers.find(({ box, bar }) => bar > barOf(box, this.#scrollers));
    if (come) this.#cause = { ...come, needed: come.box.scrollHeight };
    else if (!isSameRoom) this.#cause = null;
    this.#scrollers = scrollers;
    this.#across = across;
    const cause = this.#cause;
    if (!cause || barOf(cause.box, scrollers) > 0) return width;
    if (cause.box.clientHeight < cause.needed) return width - cause.bar;
    this.#cause = null;
    return width;
  }
}

/** The boxes around an element that have a bar only where they need one. */
function scrollersAround(host: HTMLElement): Scroller[] {
  const { document, getComputedStyle, innerWidth } = windowOf(host);
  const found: Scroller[] = [];
  for (let node: Node | null = host; node; node = boxAround(node)) {
    const box = node as HTMLElement;
    if (box === document.documentElement) found.push({ box, bar: innerWidth - box.clientWidth });
    else if (node !== host && isElement(node)) {
      const { overflowY, borderLeftWidth, borderRightWidth } = getComputedStyle(box);
      const borders = Number.parseFloat(borderLeftWidth) + Number.parseFloat(borderRightWidth);
      if (overflowY === 'auto') found.push({ box, bar: Math.round(box.offsetWidth - box.clientWidth - borders) });
    }
  }
  return found;
}
