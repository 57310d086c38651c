import { readScene, type Scene } from './scene.js';

/** Figure on the page, as it is saved. */
export interface SavedFigure {
  /** The part of the shadow root that is the figure, with its canvases drawn. */
  readonly figure: HTMLElement;
  /** Caption below it; null without one. */
  readonly caption: HTMLElement | null;
  /** Line that a saved figure has above all others: what it is of, which buttons say on the page. */
  readonly line: string | null;
}

/** The scene of a figure, with the line above all others that it has in a file alone. */
export function readSaved({ figure, caption, line }: SavedFigure): Scene {
  if (!line) return readScene(figure, caption);
  // Set by the browser as all other text is, and gone before anybody sees it.
  const above = document.createElement('div');
  above.className = 'heading';
  above.textContent = line;
  const heading = figure.querySelector('.head');
  if (heading) heading.after(above);
  else figure.prepend(above);
  try {
    return readScene(figure, caption);
  } finally {
    above.remove();
  }
}
