'use client';

import '@attn-elements/attn-heatmap/define';

/** Nothing to see: the module defines the tag. */
export default function Attn() {
  return null;
}
