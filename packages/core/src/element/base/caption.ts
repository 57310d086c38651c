/** Text of the caption that an author wrote for an element, without the white space of its markup; empty where there is none. */
export function captionOf(host: Element): string {
  return Array.from(host.children)
    .filter(({ slot }) => slot === 'caption')
    .map(({ textContent }) => textContent)
    .join(' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
