import { directionOf, type Language, type Surroundings } from '../languages.js';

/** Contents of a figure that are the author's or the data's, in the page's language. */
const CONTENT = '.heading, .plot, .texts, .document, .table, slot';
/** Sentences of the element, which run in its language's direction wherever they stand. */
const SENTENCES =
  '#summary, [aria-live], [role=status], [role=alert], .readout, .legend-text, .remarks, .notes, .notes p, .said, .samples, .more';

/**
 * Marks the words of an element whose page is in another language, or runs in another direction: screen readers say them in the
 * voice of their language, and a sentence of a page from the right is not read from its end.
 * @param around language and direction of the page; null takes the marks away
 * @param isNamed whether the figure has a name of its author's
 */
export function markForeignWords(
  root: ShadowRoot,
  language: Language,
  around: Surroundings | null,
  isNamed: boolean,
): void {
  const figure = root.querySelector('.figure')!;
  const lang = around && language;
  const page = around && (around.lang ?? '');
  const words = [...root.querySelectorAll('.frame > *'), ...figure.children, ...root.querySelectorAll('.cells')];
  for (const element of words) mark(element, 'lang', lang);
  for (const element of [...root.querySelectorAll(CONTENT), ...(isNamed ? [figure] : [])]) mark(element, 'lang', page);
  const dir = around && (around.dir ?? 'ltr') !== directionOf(language) ? directionOf(language) : null;
  for (const element of root.querySelectorAll(SENTENCES)) mark(element, 'dir', dir);
}

function mark(element: Element, name: 'lang' | 'dir', value: string | null): void {
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}
