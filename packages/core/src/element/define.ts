/**
 * Registers a tag once. A page that loads two bundles, or two versions, keeps the first and is told; a second
 * `customElements.define` would throw and take the page's other scripts with it. Without a DOM it does nothing.
 */
export function defineElement(tag: string, element: CustomElementConstructor): void {
  if (typeof customElements === 'undefined') return;
  const known = customElements.get(tag);
  if (!known) customElements.define(tag, element);
  else if (known !== element) console.warn(`<${tag}> is registered already; the first registration stays.`);
}
