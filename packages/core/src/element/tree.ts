/** Where an element is: none of this asks for a class of the page's own, which nodes of a frame or a popup are not of. */

/**
 * The window of the document that a node is in. That of a frame, of a popup or of picture-in-picture has observers, frames,
 * fonts and media queries of its own; a document without a window borrows the page's.
 */
export const windowOf = (node: Node): Window & typeof globalThis => node.ownerDocument?.defaultView ?? window;

/** Frame in the shadow root of an element of ours, once it was rendered. It is a box also where a page's reset leaves the element none. */
export const frameOf = (host: Element): HTMLElement | null => host.shadowRoot?.querySelector('.frame') ?? null;

export const isElement = (node: Node): node is Element => node.nodeType === Node.ELEMENT_NODE;

export const isText = (node: Node): node is Text => node.nodeType === Node.TEXT_NODE;

type Tags = HTMLElementTagNameMap & Omit<SVGElementTagNameMap, keyof HTMLElementTagNameMap>;

export const isTag = <Name extends keyof Tags>(node: Element, name: Name): node is Tags[Name] & Element =>
  node.localName === name;

/** Parent of a node; of a shadow root its host. */
export const parentOf = (node: Node): Node | null => node.parentNode ?? (node as Partial<ShadowRoot>).host ?? null;

/** Node that lays out another: where it is slotted, the slot, else its parent. */
export const boxAround = (node: Node): Node | null => (node as Partial<Element>).assignedSlot ?? parentOf(node);

/**
 * Does something once an element has left the page for good. What moves it to another place, as frameworks do that reorder a
 * list, or a script that opens it in a dialog, has put it there before anything else comes to its turn.
 */
export function onceGone(host: Element, act: () => void): void {
  queueMicrotask(() => {
    if (!host.isConnected) act();
  });
}
