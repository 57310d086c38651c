import type { PropertyValues } from 'lit';

/** A figure with the size that its author may give by properties, in pixels. */
interface SizedFigure extends HTMLElement {
  readonly width: number | null;
  readonly height: number | null;
}

/** Gives an element the size that its properties name. An author's own style stays, unless there is or was an attribute. */
export function takeGivenSize(element: SizedFigure, changed: PropertyValues): void {
  for (const name of ['width', 'height'] as const) {
    if (element[name] !== null) element.style[name] = `${element[name]}px`;
    else if (changed.get(name)) element.style[name] = '';
  }
}
