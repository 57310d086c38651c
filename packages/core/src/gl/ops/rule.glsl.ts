import { listAt } from './glsl.js';

/**
 * The mask rule of math/attention/mask.ts, decided by index: nothing is added to a score. Comparisons with what was never
 * written, or with infinities, went wrong on devices; whole numbers do not.
 *
 * `keysFrom` gives the keys that a run of queries can reach at all, so that kernels skip the others.
 */
export const ruleSource = (hasLengths: boolean, hasAllowed: boolean): string => `
uniform ivec4 lengths;  // queries, keys, heads, key heads
uniform ivec2 origin;   // first head, counted through the batch, and first query
uniform ivec2 loaded;   // first head that the texture of the queries holds, and those of keys and values
uniform ivec2 keySpan;  // first texel of four keys that the block holds, and how many
uniform ivec4 rule;     // causal, window or -1, globals, block or 0
${hasLengths || hasAllowed ? listAt : ''}
${hasLengths ? 'uniform sampler2D keyLengths;' : ''}
${hasAllowed ? 'uniform sampler2D allowed;\nuniform ivec2 allowedGrid;  // batch items and heads that have a mask of their own' : ''}

int keyHeadOf(int head) {
  return head / lengths.z * lengths.w + head % lengths.z / (lengths.z / lengths.w) - loaded.y;
}

int keysOf(int head) {
  return ${hasLengths ? 'min(lengths.y, int(listAt(keyLengths, head / lengths.z)))' : 'lengths.y'};
}

ivec2 keysFrom(int head, int first, int last) {
  ivec2 place = ivec2(first, last) + lengths.y - lengths.x;
  int start = 0;
  int end = keysOf(head);
  if (rule.x == 1) end = min(end, place.y + 1);
  if (rule.y >= 0 && rule.z == 0) {
    start = max(start, place.x - rule.y);
    end = min(end, place.y + rule.y + 1);
  }
  if (rule.w > 0) {
    start = max(start, max(place.x, 0) / rule.w * rule.w);
    end = place.y < 0 ? 0 : min(end, (place.y / rule.w + 1) * rule.w);
  }
  return ivec2(start, max(start, end));
}

bool mayAttend(int head, int query, int key) {
  int place = query + lengths.y - lengths.x;
  if (rule.x == 1 && key > place) return false;
  if (rule.y >= 0 && abs(key - place) > rule.y && key >= rule.z && query >= rule.z) return false;
  if (rule.w > 0 && (place < 0 || key / rule.w != place / rule.w)) return false;
  ${
    hasAllowed
      ? `int item = head / lengths.z % allowedGrid.x * allowedGrid.y + head % lengths.z % allowedGrid.y;
  if (listAt(allowed, (item * lengths.x + query) * lengths.y + key) == 0.0) return false;`
      : ''
  }
  return true;
}
`;
