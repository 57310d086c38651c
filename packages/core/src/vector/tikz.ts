import { imageKind } from './image-kind.js';
import { channelsOf, type PaperSize, round, type Scaled, scaledTo } from './size.js';
import { isPaper, readSvg, type SvgItem, type SvgPath, type SvgText } from './svg-items.js';

/** A figure for LaTeX: a picture, and the files of pixels that it includes, by name. */
export interface TikzFigure {
  readonly source: string;
  readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

/** Names of places of a text, by where its anchor is. */
const ANCHORS = { start: 'base west', middle: 'base', end: 'base east' } as const;

/**
 * A saved figure as a `tikzpicture`, in the font of the document: text and lines are LaTeX's own, matrices are files of a pixel for each cell.
 * The document has `\usepackage{tikz}` and `\usetikzlibrary{svg.path}`, for stripes also `patterns`.
 * @param name of its files, without an ending, as the document finds them
 */
export function svgToTikz(svg: string, name: string, size: PaperSize = {}): TikzFigure {
  const figure = readSvg(svg);
  const { width, height, items } = figure;
  const scaled = scaledTo(figure, size);
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const lines = items.flatMap((item, at) => {
    // What is behind the figure is the paper.
    if (at === 0 && isPaper(item)) return [];
    if (item.kind === 'path') return pathLines(item, scaled);
    if (item.kind === 'text') return [textLine(item, scaled)];
    const file = `${name}-${files.size + 1}.${imageKind(item.content)}`;
    files.set(file, item.content);
    return [imageLine(item, file, scaled)];
  });
  const source = [
    '% \\usepackage{tikz} \\usetikzlibrary{svg.path,patterns}; text beyond Latin letters needs XeLaTeX or LuaLaTeX',
    `\\begin{tikzpicture}[x=${round(scaled.unit)}bp,y=${-round(scaled.unit)}bp]`,
    `\\useasboundingbox (0,0) rectangle (${width},${height});`,
    ...lines,
    '\\end{tikzpicture}',
    '',
  ].join('\n');
  return { source, files };
}

/** A colour of CSS, `rgb(1, 2, 3)`, as xcolor takes it. */
function colorOf(color: string): string {
  const [red, green, blue] = channelsOf(color);
  return `{rgb,255:red,${red};green,${green};blue,${blue}}`;
}

/** From pixels of a picture that runs down to points of one that runs up. */
function matrixOf([a, b, c, d, e, f]: SvgPath['transform'], { unit }: Scaled): string {
  const [x, y] = [unit * e, -unit * f].map(round);
  const scaled = [unit * a, -unit * b, unit * c, -unit * d].map((one) => round(one * BIG_POINT));
  return `cm={${scaled.join(',')},(${x}bp,${y}bp)}`;
}

/** Paths of SVG are in TeX's points, of which an inch has 72.27 and not 72. */
const BIG_POINT = 72.27 / 72;

/** A line, which has no inside. */
const isLine = /^M[^A-Za-z]*L[^A-Za-z]*$/;

function pathLines(
  { d, fill, fillOpacity, stroke, strokeOpacity, strokeWidth, dashes, transform, stripes }: SvgPath,
  scaled: Scaled,
): string[] {
  // Of LaTeX's paths each number stands apart.
  const path = `svg {${d
    .replace(/[a-zA-Z]/g, ' $& ')
    .replace(/,/g, ' ')
    .trim()}}`;
  const matrix = matrixOf(transform, scaled);
  const lines: string[] = [];
  if (stripes)
    lines.push(`\\fill[${matrix},pattern=north east lines,pattern color=${colorOf(stripes.color)}] ${path};`);
  else if (fill && !isLine.test(d))
    lines.push(`\\fill[${matrix},fill=${colorOf(fill)},fill opacity=${fillOpacity}] ${path};`);
  if (stroke) {
    const dashed =
      dashes.length > 0
        ? `,dash pattern=${dashes.map((one, at) => `${at % 2 ? 'off' : 'on'} ${round(one * scaled.unit)}bp`).join(' ')}`
        : '';
    lines.push(
      `\\draw[${matrix},draw=${colorOf(stroke)},draw opacity=${strokeOpacity},line width=${round(strokeWidth * scaled.unit)}bp${dashed}] ${path};`,
    );
  }
  return lines;
}

function textLine(
  { text, x, y, anchor, isUpright, fill, fillOpacity, size, weight, style, transform }: SvgText,
  scaled: Scaled,
): string {
  const [a, b, c, d, e, f] = transform;
  const place = `(${round(a * x + c * y + e)},${round(b * x + d * y + f)})`;
  const turn = round((-Math.atan2(b, a) * 180) / Math.PI);
  const points = scaled.fontSize(size);
  const look = `\\fontsize{${points}bp}{${round(points * 1.2)}bp}\\selectfont${Number(weight) >= 600 ? '\\bfseries' : ''}${style === 'italic' ? '\\itshape' : ''}`;
  const options = [
    `anchor=${ANCHORS[anchor]}`,
    'inner sep=0',
    'outer sep=0',
    `font=${look}`,
    `text=${colorOf(fill ?? 'rgb(0, 0, 0)')}`,
    ...(fillOpacity < 1 ? [`text opacity=${fillOpacity}`] : []),
    ...(turn ? [`rotate=${turn}`] : []),
  ];
  // One character under the other, as it stands in the figure.
  const shown = isUpright ? `\\shortstack{${[...text].map(escaped).join('\\\\')}}` : escaped(text);
  return `\\node[${options.join(',')}] at ${place} {${shown}};`;
}

const imageLine = (
  { x, y, width, height, hasEdges }: Extract<SvgItem, { kind: 'image' }>,
  file: string,
  { unit }: Scaled,
): string =>
  `\\node[anchor=north west,inner sep=0,outer sep=0] at (${round(x)},${round(y)}) {\\pgfimage[width=${round(width * unit)}bp,height=${round(height * unit)}bp,interpolate=${!hasEdges}]{${file}}};`;

const signs: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '^': '\\textasciicircum{}',
  _: '\\_',
  '%': '\\%',
  '~': '\\textasciitilde{}',
  '−': '$-$',
  '·': '$\\cdot$',
  '→': '$\\to$',
  '×': '$\\times$',
  '…': '\\dots{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
}; // prettier-ignore

/** A text that LaTeX shows as it is. */
const escaped = (text: string): string =>
  text.replace(/[\u202a-\u202e]/g, '').replace(/[\\{}$&#^_%~−·→×…<>]/g, (sign) => signs[sign]);
