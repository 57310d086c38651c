import { listAt } from './glsl.js';

/** Parts of a mask rule that a kernel is compiled with: a test that is not there costs nothing in every cell. */
export interface RuleForm {
  readonly causal: boolean;
  readonly window: boolean;
  readonly block: boolean;
  readonly lengths: boolean;
  readonly allowed: boolean;
}

const when = (condition: boolean, text: string): string => (condition ? text : '');

/**
 * The mask rule of math/attention/mask.ts, decided by index: nothing is added to a score. Comparisons with what was never
 * written, or with infinities, went wrong on devices; whole numbers do not.
 *
 * `keysFrom` gives the keys that a run of queries can reach at all, so that kernels skip the others.
 */
export const ruleSource = ({ causal, window, block, lengths, allowed }: RuleForm): string => `
uniform ivec4 lengths;  // queries, keys, heads, key heads
uniform ivec2 origin;   // first head, counted through the batch, and first query
uniform ivec2 loaded;   // first head that the texture of the queries holds, and those of keys and values
uniform ivec2 keySpan;  // first texel of four keys that the block holds, and how many
uniform ivec3 rule;     // window, globals, block
${when(lengths || allowed, listAt)}
${when(lengths, 'uniform sampler2D keyLengths;')}
${when(allowed, 'uniform sampler2D allowed;\nuniform ivec2 allowedGrid;  // batch items and heads that have a mask of their own')}

int keyHeadOf(int head) {
  return head / lengths.z * lengths.w + head % lengths.z / (lengths.z / lengths.w) - loaded.y;
}

int keysOf(int head) {
  return ${lengths ? 'min(lengths.y, int(listAt(keyLengths, head / lengths.z)))' : 'lengths.y'};
}

ivec2 keysFrom(int head, int first, int last) {
  ivec2 place = ivec2(first, last) + lengths.y - lengths.x;
  int start = 0;
  int end = keysOf(head);
  ${when(causal, 'end = min(end, place.y + 1);')}
  ${when(
    window,
    `if (rule.y == 0) {
    start = max(start, place.x - rule.x);
    end = min(end, place.y + rule.x + 1);
  }`,
  )}
  ${when(
    block,
    `start = max(start, max(place.x, 0) / rule.z * rule.z);
  end = place.y < 0 ? 0 : min(end, (place.y / rule.z + 1) * rule.z);`,
  )}
  return ivec2(start, max(start, end));
}

bool mayAttend(int head, int query, int key) {
  int place = query + lengths.y - lengths.x;
  ${when(causal, 'if (key > place) return false;')}
  ${when(window, 'if (abs(key - place) > rule.x && key >= rule.y && query >= rule.y) return false;')}
  ${when(block, 'if (place < 0 || key / rule.z != place / rule.z) return false;')}
  ${when(
    allowed,
    `int item = head / lengths.z % allowedGrid.x * allowedGrid.y + head % lengths.z % allowedGrid.y;
  if (listAt(allowed, (item * lengths.x + query) * lengths.y + key) == 0.0) return false;`,
  )}
  return true;
}
`;
