import type { SavedFigure } from './figure-controller.js';
import { readScene, type Scene } from './scene.js';

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
