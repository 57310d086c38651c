/**
 * Makes `--attn-px`, in which styles give the sizes of texts, a length of the host, the same in texts of any size within it, in the
 * documents of a window. Browsers that register no properties reckon it anew in each: texts within smaller ones come out a
 * little smaller there.
 */
export function registerTextUnit({ CSS }: Window & typeof globalThis): void {
  try {
    CSS?.registerProperty?.({ name: '--attn-px', syntax: '<length>', inherits: true, initialValue: '1px' });
  } catch {
    // Another element has done it, or another copy of this module.
  }
}
