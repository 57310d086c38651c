import { readSvg, type SvgItem, type SvgPath, type SvgText } from './svg-items.js';

/** A figure for LaTeX: a picture, and the files of pixels that it includes, by name. */
export interface TikzFigure {
  readonly source: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Names of places of a text, by where its anchor is. */
const ANCHORS = { start: 'base west', middle: 'base', end: 'base east' } as const;

/**
 * A saved figure as a `tikzpicture`, in the font of the document: text and lines are LaTeX's own, matrices are files of a pixel for each cell.
 * The document has `\usepackage{tikz}` and `\usetikzlibrary{svg.path}`, for stripes also `patterns`.
 * @param name of its files, without an ending, as the document finds them
 */
export function svgToTikz(svg: string, name: string): TikzFigure {
  const { width, height, items } = readSvg(svg);
  const files = new Map<string, Uint8Array>();
  const lines = items.flatMap((item, at) => {
    // What is behind the figure is the paper.
    if (at === 0 && item.kind === 'path') return [];
    if (item.kind === 'path') return pathLines(item);
    if (item.kind === 'text') return [textLine(item)];
    const file = `${name}-${files.size + 1}.png`;
    files.set(file, new Uint8Array(item.content));
    return [imageLine(item, file)];
  });
  const source = [
    '% \\usepackage{tikz} \\usetikzlibrary{svg.path,patterns}; text beyond Latin letters needs XeLaTeX or LuaLaTeX',
    '\\begin{tikzpicture}[x=0.75bp,y=-0.75bp]',
    `\\useasboundingbox (0,0) rectangle (${width},${height});`,
    ...lines,
    '\\end{tikzpicture}',
    '',
  ].join('\n');
  return { source, files };
}

/** A colour of CSS, `rgb(1, 2, 3)`, as xcolor takes it. */
function colorOf(color: string): string {
  const [red, green, blue] = Array.from(color.matchAll(/[\d.]+/g), Number);
  return `{rgb,255:red,${red};green,${green};blue,${blue}}`;
}

const round = (value: number): number => Math.round(value * 1000) / 1000;

/** From pixels of a picture that runs down to points of one that runs up. */
function matrixOf([a, b, c, d, e, f]: SvgPath['transform']): string {
  const [x, y] = [0.75 * e, -0.75 * f].map(round);
  const scaled = [0.75 * a, -0.75 * b, 0.75 * c, -0.75 * d].map((one) => round(one * BIG_POINT));
  return `cm={${scaled.join(',')},(${x}bp,${y}bp)}`;
}

/** Paths of SVG are in TeX's points, of which an inch has 72.27 and not 72. */
const BIG_POINT = 72.27 / 72;

/** A line, which has no inside. */
const isLine = /^M[^A-Za-z]*L[^A-Za-z]*$/;

function pathLines({
  d,
  fill,
  fillOpacity,
  stroke,
  strokeOpacity,
  strokeWidth,
  dashes,
  transform,
  isStriped,
}: SvgPath): string[] {
  // Of LaTeX's paths each number stands apart.
  const path = `svg {${d
    .replace(/[a-zA-Z]/g, ' $& ')
    .replace(/,/g, ' ')
    .trim()}}`;
  const matrix = matrixOf(transform);
  const lines: string[] = [];
  if (isStriped) lines.push(`\\fill[${matrix},pattern=north east lines] ${path};`);
  else if (fill && !isLine.test(d))
    lines.push(`\\fill[${matrix},fill=${colorOf(fill)},fill opacity=${fillOpacity}] ${path};`);
  if (stroke) {
    const dashed =
      dashes.length > 0
        ? `,dash pattern=${dashes.map((one, at) => `${at % 2 ? 'off' : 'on'} ${round(one * 0.75)}bp`).join(' ')}`
        : '';
    lines.push(
      `\\draw[${matrix},draw=${colorOf(stroke)},draw opacity=${strokeOpacity},line width=${round(strokeWidth * 0.75)}bp${dashed}] ${path};`,
    );
  }
  return lines;
}

function textLine({
  text,
  x,
  y,
  anchor,
  isUpright,
  fill,
  fillOpacity,
  size,
  weight,
  style,
  transform,
}: SvgText): string {
  const [a, b, c, d, e, f] = transform;
  const place = `(${round(a * x + c * y + e)},${round(b * x + d * y + f)})`;
  const turn = round((-Math.atan2(b, a) * 180) / Math.PI);
  const points = round(size * 0.75);
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

const imageLine = ({ x, y, width, height, hasEdges }: Extract<SvgItem, { kind: 'image' }>, file: string): string =>
  `\\node[anchor=north west,inner sep=0,outer sep=0] at (${round(x)},${round(y)}) {\\pgfimage[width=${round(width * 0.75)}bp,height=${round(height * 0.75)}bp,interpolate=${!hasEdges}]{${file}}};`;

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
