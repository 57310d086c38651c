/** What an author would write between `<pe-plot` and `>` for a figure. */
export function attributes({ kind, length, width, overlaid }, base) {
  const all = { view: kind, length, width, base };
  if (overlaid) return { ...all, overlaid: '', dimensions: `0-${width - 1}` };
  return kind === 'heatmap' ? { ...all, colormap: 'viridis' } : all;
}
