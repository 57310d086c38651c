/** Uniforms that every program of attention knows. */
export const lengths = ['heads', 'keyHeads', 'queries', 'keys', 'compared', 'valueWidth'];
export const maskInts = ['causal', 'window', 'globals', 'block', 'hasLengths', 'allowedItems', 'allowedHeads'];
export const maskInputs = ['lengths', 'allowed'];

/** Uniforms that say where rows begin, of the arrays that are compared, and of the values: steps of batch item, head and token. */
export const steps = (name: string) => [`${name}At`, `${name}Item`, `${name}Head`, `${name}Token`];
export const rowOf = (name: string) => `
int ${name}Row(int item, int head, int token) {
  return ${name}At + item * ${name}Item + head * ${name}Head + token * ${name}Token;
}`;

/** A cell [batch, heads, queries, keys] by its index, and whether the mask rule lets it be attended: never by its score. */
export const cells = `
struct Cell { int item; int head; int query; int key; };
Cell cellOf(int i) {
  int row = i / keys;
  return Cell(row / queries / heads, row / queries % heads, row % queries, i % keys);
}
int keyHeadOf(int head) {
  return head * keyHeads / heads;
}`;

export const mask = `${cells}
bool mayAttend(Cell c) {
  int position = c.query + keys - queries;
  if (causal == 1 && c.key > position) return false;
  if (window >= 0 && abs(c.key - position) > window && c.key >= globals && c.query >= globals) return false;
  if (block > 0 && (position < 0 || c.key / block != position / block)) return false;
  if (hasLengths == 1 && c.key >= int(lengths(c.item))) return false;
  if (allowedItems == 0) return true;
  int matrix = c.item % allowedItems * allowedHeads + c.head % allowedHeads;
  return allowed((matrix * queries + c.query) * keys + c.key) != 0.0;
}`;

/** Item, head, token and column of an index of an array in the layout of the heads. */
export const places = `
struct Place { int item; int head; int token; int column; };
Place placeOf(int i, int headCount, int tokens, int width, bool isHeadsLast) {
  int column = i % width;
  int rest = i / width;
  if (isHeadsLast) return Place(rest / headCount / tokens, rest % headCount, rest / headCount % tokens, column);
  return Place(rest / tokens / headCount, rest / tokens % headCount, rest % tokens, column);
}`;
