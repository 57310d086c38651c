/** Keys that a query may not see become −Infinity: those after it, where it is causal, those before a window, 0 for none, and those where `visible`, 0 for all, has a 0. */
export function hide(
  scores: usize,
  heads: i32,
  queries: i32,
  keys: i32,
  offset: i32,
  isCausal: bool,
  window: i32,
  visible: usize,
): void {
  for (let head = 0; head < heads; head++) {
    for (let query = 0; query < queries; query++, scores += 4 * <usize>keys) {
      const position = query + offset;
      const first = window > 0 ? min<i32>(keys, max<i32>(0, position - window + 1)) : 0;
      const end = isCausal ? min<i32>(keys, position + 1) : keys;
      for (let key = 0; key < first; key++) store<f32>(scores + 4 * <usize>key, -Infinity);
      for (let key = end; key < keys; key++) store<f32>(scores + 4 * <usize>key, -Infinity);
      if (!visible) continue;
      for (let key = first; key < end; key++) {
        if (!load<u8>(visible + <usize>key)) store<f32>(scores + 4 * <usize>key, -Infinity);
      }
    }
  }
}
