/**
 * Makes `--attn-px`, in which styles give the sizes of texts, a length of the host, the same in texts of any size within it. Browsers
 * that register no properties reckon it anew in each: texts within smaller ones come out a little smaller there.
 */
export function registerTextUnit(): void {
  try {
    globalThis.CSS?.registerProperty?.({ name: '--attn-px', syntax: '<length>', inherits: true, initialValue: '1px' });
  } catch {
    // Another element has done it, or another copy of this module.
  }
}
