'use client';

import '@attn-elements/attn-heatmap/define';
import '@attn-elements/attn-model/define';

/** Nothing to see: the modules define the tags. */
export default function Attn() {
  return null;
}
