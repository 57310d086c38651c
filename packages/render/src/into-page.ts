import { elements, type ElementName } from './render.js';

/** A figure that a page names. */
export interface PageFigure {
  readonly element: ElementName;
  readonly attributes: Readonly<Record<string, string>>;
}

const ATTRIBUTE = String.raw`\s+[^\s=>/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+))?`;
const TAG = new RegExp(`<(${elements.join('|')})((?:${ATTRIBUTE})*)\\s*>(\\s*<svg data-attn-render[^]*?</svg>)?`, 'g');

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", apos: "'" };

/**
 * Draws the figures that a page names into their tags, in place of what was drawn there before. They are seen until the page's own
 * script shows the figure, and where it never does.
 * @param draw gives an SVG document; null of a figure that cannot be drawn, whose tag stays as it is
 */
export async function drawInto(page: string, draw: (figure: PageFigure) => Promise<string | null>): Promise<string> {
  const parts: string[] = [];
  let from = 0;
  for (const match of page.matchAll(TAG)) {
    const [whole, element, attributes, before = ''] = match;
    const svg = await draw({ element: element as ElementName, attributes: readAttributes(attributes) });
    const start = whole.slice(0, whole.length - before.length);
    parts.push(page.slice(from, match.index), start, svg === null ? before : inlineSvg(svg));
    from = match.index + whole.length;
  }
  return [...parts, page.slice(from)].join('');
}

function readAttributes(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name, double, single, bare] of text.matchAll(
    /([^\s=>/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g,
  ))
    found[name] = (double ?? single ?? bare ?? '').replace(
      /&(amp|lt|gt|quot|#39|apos);/g,
      (_, entity: string) => entities[entity],
    );
  return found;
}

/** A document as a part of a page: in one line, which Markdown leaves alone, and no wider than its column. */
const inlineSvg = (svg: string): string =>
  svg.trim().replaceAll('\n', '').replace('<svg ', '<svg data-attn-render style="max-width:100%;height:auto" ');
