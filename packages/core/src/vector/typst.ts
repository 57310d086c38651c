import { imageKind } from './image-kind.js';
import { pathSegments, type Segment } from './path-segments.js';
import { channelsOf, type PaperSize, round, type Scaled, scaledTo } from './size.js';
import { isPaper, readSvg, type Stripes, type SvgImage, type SvgPath, type SvgText } from './svg-items.js';

/** Sides of a place that text stands at, by where its anchor is, and how much of its room is before that. */
const SIDES = { start: ['left', 0], middle: ['center', 0.5], end: ['right', 1] } as const;

/** Room of a line that is not to be broken, in points. */
const ROOM = 4000;

/**
 * A saved figure as a box of Typst (0.13 or newer), in the font of the document: text and lines are its own, matrices are pictures of
 * a pixel for each cell, whose bytes stand inside.
 */
export function svgToTypst(svg: string, size: PaperSize = {}): string {
  const figure = readSvg(svg);
  const scaled = scaledTo(figure, size);
  const at = (length: number) => `${round(length * scaled.unit)}pt`;
  const content = figure.items.flatMap((item, index) => {
    if (index === 0 && isPaper(item)) return [];
    if (item.kind === 'path') return pathPlaces(item, scaled);
    return [item.kind === 'text' ? textPlace(item, scaled) : imagePlace(item, at)];
  });
  return [
    '// Typst 0.13 or newer.',
    `#box(width: ${at(figure.width)}, height: ${at(figure.height)}, {`,
    '  set place(top + left)',
    '  set text(top-edge: "baseline", bottom-edge: "baseline", hyphenate: false)',
    '  set par(leading: 0pt, spacing: 0pt, first-line-indent: 0pt)',
    ...content.map((line) => `  ${line}`),
    '})',
    '',
  ].join('\n');
}

/** A colour of CSS, `rgb(1, 2, 3)`. */
const colorOf = (color: string, opacity: number): string =>
  `rgb(${channelsOf(color).slice(0, 3).join(', ')}${opacity < 1 ? `, ${round(opacity * 100)}%` : ''})`;

function curveOf(segments: readonly Segment[], look: string, { unit }: Pick<Scaled, 'unit'>): string {
  const point = ([x, y]: readonly [number, number]) => `(${round(x * unit)}pt, ${round(y * unit)}pt)`;
  const parts = segments.map((segment) => {
    if (segment.kind === 'close') return 'curve.close(mode: "straight")';
    if (segment.kind !== 'curve') return `curve.${segment.kind}(${point(segment.to)})`;
    return `curve.cubic(${point(segment.from)}, ${point(segment.into)}, ${point(segment.to)})`;
  });
  return `curve(${look}, ${parts.join(', ')})`;
}

function pathPlaces(item: SvgPath, scaled: Scaled): string[] {
  const { fill, fillOpacity, stroke, strokeOpacity, strokeWidth, dashes, transform, stripes } = item;
  const looks: string[] = [];
  if (stripes) looks.push(`fill: ${stripesOf(stripes, scaled)}`);
  else if (fill) looks.push(`fill: ${colorOf(fill, fillOpacity)}`);
  if (stroke) {
    const [a, b, c, d] = transform;
    // A line grows with what it is drawn in.
    const grown = scaled.unit * Math.sqrt(Math.abs(a * d - b * c));
    const lengths = dashes.map((one) => `${round(one * grown)}pt`);
    const dashed = lengths.length > 0 ? `, dash: (${lengths.join(', ')},)` : '';
    looks.push(
      `stroke: (paint: ${colorOf(stroke, strokeOpacity)}, thickness: ${round(strokeWidth * grown)}pt, miter-limit: 4${dashed})`,
    );
  }
  const segments = pathSegments(item);
  if (looks.length === 0 || segments.length === 0) return [];
  // What is only filled has no line: Typst would draw one.
  const look = stroke ? looks : [...looks, 'stroke: none'];
  return [`place(${curveOf(segments, look.join(', '), scaled)})`];
}

function stripesOf({ period, scale, d, color, opacity }: Stripes, { unit }: Scaled): string {
  const side = `${round(period * scale * unit)}pt`;
  const segments = pathSegments({ d, transform: [scale, 0, 0, scale, 0, 0] });
  const lines = curveOf(segments, `fill: ${colorOf(color, opacity)}, stroke: none`, { unit });
  return `tiling(size: (${side}, ${side}), relative: "parent", place(top + left, ${lines}))`;
}

function textPlace(item: SvgText, scaled: Scaled): string {
  const { text, x, y, anchor, isUpright, fill, fillOpacity, size, family, weight, style, transform } = item;
  const [a, b, c, d, e, f] = transform;
  const points = scaled.fontSize(size);
  const [side, before] = SIDES[isUpright ? 'middle' : anchor];
  const place = `dx: ${round((a * x + c * y + e) * scaled.unit)}pt, dy: ${round((b * x + d * y + f) * scaled.unit)}pt`;
  const turn = round((Math.atan2(b, a) * 180) / Math.PI);
  const look = [
    `size: ${points}pt`,
    `fill: ${colorOf(fill ?? 'rgb(0, 0, 0)', fillOpacity)}`,
    ...(Number(weight) >= 600 ? ['weight: "bold"'] : []),
    ...(style === 'italic' ? ['style: "italic"'] : []),
    ...(/mono/i.test(family) ? ['font: "DejaVu Sans Mono"'] : []),
  ].join(', ');
  const letters = (content: string, below = 0) =>
    `place(${side} + top, dy: ${round(below)}pt, text(${look}, ${quoted(content)}))`;
  const characters = [...text];
  const first = -characters.length * { start: 0, middle: 0.5, end: 1 }[anchor];
  const shown = isUpright
    ? characters.map((one, at) => letters(one, (first + at + 0.88) * points)).join('; ')
    : letters(text);
  // Around the anchor, and in no room of the figure.
  const line = `place(dx: ${-before * ROOM}pt, box(width: ${ROOM}pt, height: 0pt, { ${shown} }))`;
  const box = `box(width: 0pt, height: 0pt, ${line})`;
  return `place(${place}, ${turn ? `rotate(${turn}deg, origin: top + left, ${box})` : box})`;
}

function imagePlace(item: SvgImage, at: (length: number) => string): string {
  const { x, y, width, height, content, hasEdges } = item;
  const format = imageKind(content) === 'png' ? 'png' : 'jpg';
  const look = `format: "${format}", width: ${at(width)}, height: ${at(height)}, fit: "stretch", scaling: "${hasEdges ? 'pixelated' : 'smooth'}"`;
  return `place(dx: ${at(x)}, dy: ${at(y)}, image(bytes((${content.join(',')})), ${look}))`;
}

/** A text as it stands: marks of direction are the program's own affair. */
const quoted = (text: string): string =>
  `"${text.replace(/[\u202a-\u202e]/g, '').replace(/[\u0000-\u001f\u007f"\\]/g, (sign) => `\\u{${sign.charCodeAt(0).toString(16)}}`)}"`;
