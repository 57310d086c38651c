/** Elements of the page, those in shadow roots included. */
const nodes = (root = document.body) =>
  [...root.querySelectorAll('*')].reduce((sum, node) => sum + 1 + (node.shadowRoot ? nodes(node.shadowRoot) : 0), 0);

/** Where the plots of a contender are, in CSS pixels, and what the page has cost so far. */
export async function report(name) {
  const { panels } = await import(`/built/${name}/contender.js`);
  return { panels: panels().map(({ x, y, width, height }) => ({ x, y, width, height })), nodes: nodes() };
}
