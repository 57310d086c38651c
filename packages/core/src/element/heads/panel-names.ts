import type { Say } from '../locale.js';
import type { Loaded, Panel } from './panels.js';

/** A head, or what heads are rolled up to, by its name. */
export const headName = (head: Panel['head'], say: Say): string =>
  typeof head === 'number' ? say('head', { n: head }) : say(head);

/** Names that tell the panels that are shown from others of their file: of their layer, and of their head or how many there are. */
export function panelNames({ source, panels }: Loaded, say: Say): string[] {
  const [{ layer, head }] = panels;
  const isOneLayer = panels.every((panel) => panel.layer === layer);
  const isOneHead = panels.every((panel) => panel.head === head);
  const names: string[] = [];
  if (isOneLayer && source.layers > 1) names.push(say('layer', { n: layer }));
  if (!isOneHead) names.push(say('headCount', { count: panels.length }));
  else if (source.heads(layer) > 1 || typeof head !== 'number') names.push(headName(head, say));
  return names;
}
