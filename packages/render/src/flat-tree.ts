import type { ComputedStyles } from './computed-styles.js';

/** Whether an element is for the page alone, and stands in no saved figure: of its room only the margins are kept, as where it is cut out. */
export const isSkipped = (element: Element): boolean => element.hasAttribute('data-figure-skip');

export const isElement = (node: Node): node is Element => node.nodeType === 1;
export const isText = (node: Node): node is Text => node.nodeType === 3;

/** Nodes that are laid out inside of an element: of its shadow root, of a slot what is slotted; none that is not shown. */
export function nodesIn(element: Element, styles: ComputedStyles): (Element | Text)[] {
  const slotted = element.localName === 'slot' ? (element as HTMLSlotElement).assignedNodes() : [];
  const nodes = slotted.length > 0 ? slotted : [...(element.shadowRoot ?? element).childNodes];
  return nodes.flatMap((node) => {
    if (isText(node)) return [node];
    // Inside of a line nothing is cut out.
    if (!isElement(node) || (isSkipped(node) && !element.classList.contains('figure'))) return [];
    const display = styles.of(node).get('display');
    if (display === 'none') return [];
    return display === 'contents' ? nodesIn(node, styles) : [node];
  });
}
