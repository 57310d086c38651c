import { isElement } from '../tree.js';

/** Keys that move or scroll. */
const MOVES = /^(Arrow|Page|Home$|End$)/;

/**
 * Keeps a key in the figure where the field, button or scrolling region that has the focus takes it: slides and manuals turn pages
 * on arrows, spaces and letters. Tab, Escape and whatever is pressed with Control, Alt or Meta go on to the page.
 */
export function keepKey(event: KeyboardEvent): void {
  const target = event.target as Node;
  // Content that the author wrote into the element is the page's own.
  if (!isElement(target) || target.getRootNode() !== (event.currentTarget as Node).getRootNode()) return;
  if (isTaken(target, event)) event.stopPropagation();
}

function isTaken(target: Element, { key, ctrlKey, altKey, metaKey, isComposing }: KeyboardEvent): boolean {
  if (ctrlKey || altKey || metaKey) return false;
  if (target.matches('input, select, textarea'))
    return key.length === 1 || isComposing || MOVES.test(key) || /^(Enter|Backspace|Delete)$/.test(key);
  if (target.matches('button, summary, a')) return key === ' ' || key === 'Enter';
  // The grid of cells has kept its own keys already.
  return target.matches('[tabindex]:not([role=grid])') && (key === ' ' || MOVES.test(key));
}
