import type { LinksLayout } from './layout.js';

/** Gives the parts of the plot their sizes; the track is as long as all tokens. */
export function placePlot(root: ShadowRoot, layout: LinksLayout): void {
  const [scroller, track, plot, view] = ['.scroller', '.track', '.plot', '.view'].map(
    (name) => root.querySelector<HTMLElement>(name)!.style,
  );
  const hidden = layout.content - layout.length;
  const isDown = layout.direction === 'vertical';
  Object.assign(plot, { width: `${layout.width}px`, height: `${layout.height}px` });
  Object.assign(track, {
    width: isDown ? '' : `${layout.width + hidden}px`,
    height: `${layout.height + (isDown ? hidden : 0)}px`,
  });
  scroller.height = isDown ? `${layout.height}px` : '';
  const { x, y, width, height } = layout.view;
  Object.assign(view, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
}
