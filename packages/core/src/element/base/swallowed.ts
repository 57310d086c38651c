/** Elements of ours, and parts of a page that are no one's fallback. */
const ofPage = /^(?:(?:attn|pe)-.+|main|header|footer|nav|aside|section|article|form|script)$/;

/** Text of a page, which may be a fallback too. */
const text = /^(?:h[1-6]|p)$/;

/**
 * The first element that a tag which is not closed has taken in: HTML knows no `<attn-heatmap/>`, and what follows it in its parent
 * becomes its content. Text alone tells of it where there are headings or several paragraphs, and nothing is left that follows.
 * @returns null where the content is a fallback, or there is none
 */
export function swallowedBy(host: Element): Element | null {
  const children = [...host.children].filter((child) => !child.slot);
  const isOfPage = children.some(({ localName }) => ofPage.test(localName));
  const texts = children.filter(({ localName }) => text.test(localName));
  const isText = texts.length > 1 && host.nextSibling === null;
  return isOfPage || isText ? children[0] : null;
}
