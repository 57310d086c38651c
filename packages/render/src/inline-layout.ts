import type { ComputedStyles, Style } from './computed-styles.js';
import { isText, nodesIn } from './flat-tree.js';
import { heightOf, widthOf } from './fonts.js';

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Part of a text in one line. */
export interface Fragment extends Rect {
  readonly start: number;
  readonly end: number;
}

/** Piece of a line: a word or a space of a text, or a box that is not broken. */
type Piece =
  | {
      readonly kind: 'word' | 'space' | 'break';
      readonly node: Text;
      readonly start: number;
      readonly end: number;
      readonly font: string;
      readonly within: readonly Element[];
    }
  | { readonly kind: 'box'; readonly element: Element; readonly within: readonly Element[] }; // prettier-ignore

/** Lays out boxes that stand in lines. */
export interface Boxes {
  /** Widest that an element would like to be. */
  widest(element: Element): number;
  /** Lays an element out at a place. @returns its height */
  place(element: Element, x: number, y: number, width: number): number;
}

/** Where lines put what is in them. */
export interface InlineTarget {
  fragment(node: Text, fragment: Fragment): void;
  /** A piece of an inline element, of one line. */
  part(element: Element, rect: Rect): void;
}

/** Signs that are written without spaces between words, and may each end a line; and those that never begin one. */
const CJK = /[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]/;
const CLOSING = /^[、。，．！？；：）」』】》〉”’…]/;

export const fontOf = (style: Style): string =>
  `${style.get('font-style')} ${style.get('font-weight')} ${style.get('font-size')} ${style.get('font-family')}`;

/** Height of a line of a style. */
export function lineHeight(style: Style): number {
  const size = Number.parseFloat(style.get('font-size')!);
  const height = style.get('line-height')!;
  if (height.endsWith('px')) return Number.parseFloat(height);
  return size * (Number.parseFloat(height) || 1.2);
}

/** Pieces of a run of nodes, in their order. */
export function piecesOf(nodes: readonly (Element | Text)[], around: Element, styles: ComputedStyles): Piece[] {
  const pieces: Piece[] = [];
  const visit = (node: Element | Text, parent: Element, within: readonly Element[]): void => {
    if (isText(node)) {
      const style = styles.of(parent);
      const keeps = style.get('white-space')!.startsWith('pre');
      const font = fontOf(style);
      for (const { 0: text, index } of node.data.matchAll(/\s+|[^\s]+/g)) {
        if (/\s/.test(text)) {
          const kind = keeps && text.includes('\n') ? 'break' : 'space';
          pieces.push({ kind, node, start: index, end: index + text.length, font, within });
        } else {
          let start = index;
          for (const word of wordsOf(text)) {
            pieces.push({ kind: 'word', node, start, end: start + word.length, font, within });
            start += word.length;
          }
        }
      }
      return;
    }
    const display = styles.of(node).get('display')!;
    if (display !== 'inline' || /^(svg|canvas|img)$/.test(node.localName))
      pieces.push({ kind: 'box', element: node, within });
    else for (const child of nodesIn(node, styles)) visit(child, node, [...within, node]);
  };
  for (const node of nodes) visit(node, around, []);
  return pieces;
}

/** Where a text may be broken without a space: between Chinese and Japanese signs. */
function wordsOf(text: string): string[] {
  if (!CJK.test(text)) return [text];
  const words: string[] = [];
  for (const sign of text) {
    const last = words[words.length - 1];
    const joins = last !== undefined && (CLOSING.test(sign) || !(CJK.test(sign) || CJK.test(last.slice(-1))));
    if (joins) words[words.length - 1] += sign;
    else words.push(sign);
  }
  return words;
}

const isSpace = (piece: Piece): boolean => piece.kind === 'space' || piece.kind === 'break';

const pieceWidth = (piece: Piece, boxes: Boxes): number => {
  if (piece.kind === 'box') return boxes.widest(piece.element);
  if (piece.kind === 'break') return 0;
  return piece.kind === 'space'
    ? widthOf(' ', piece.font)
    : widthOf(piece.node.data.slice(piece.start, piece.end), piece.font);
};

/** Width of pieces in one line. */
export function inlineWidth(pieces: readonly Piece[], boxes: Boxes): number {
  const first = pieces.findIndex((piece) => !isSpace(piece));
  const last = pieces.findLastIndex((piece) => !isSpace(piece));
  if (first < 0) return 0;
  return pieces.slice(first, last + 1).reduce((sum, piece) => sum + pieceWidth(piece, boxes), 0);
}

/** Sets pieces in lines. @returns the height of all lines */
export function setLines(
  pieces: readonly Piece[],
  around: Style,
  { x, y, width }: Omit<Rect, 'height'>,
  boxes: Boxes,
  target: InlineTarget,
): number {
  const least = lineHeight(around);
  const align = around.get('text-align');
  let top = y;
  let line: { piece: Piece; width: number }[] = [];
  let used = 0;
  const end = () => {
    while (line.length > 0 && isSpace(line[line.length - 1].piece)) used -= line.pop()!.width;
    if (line.length === 0) return;
    const free = Math.max(0, width - used);
    top += setLine(
      line,
      x + (align === 'center' ? free / 2 : align === 'end' || align === 'right' ? free : 0),
      top,
      least,
      boxes,
      target,
    );
    line = [];
    used = 0;
  };
  for (const piece of pieces) {
    if (piece.kind === 'break') {
      end();
      continue;
    }
    if (line.length === 0 && piece.kind === 'space') continue;
    const wide = pieceWidth(piece, boxes);
    if (piece.kind !== 'space' && line.length > 0 && used + wide > width + 0.5) {
      end();
    }
    line.push({ piece, width: wide });
    used += wide;
  }
  end();
  return top - y;
}

function setLine(
  line: readonly { readonly piece: Piece; readonly width: number }[],
  x: number,
  y: number,
  least: number,
  boxes: Boxes,
  target: InlineTarget,
): number {
  let height = least;
  for (const { piece, width } of line)
    if (piece.kind === 'box') height = Math.max(height, boxes.place(piece.element, 0, 0, width));
  const parts = new Map<Element, { left: number; right: number; top: number; bottom: number }>();
  let left = x;
  for (const { piece, width } of line) {
    if (piece.kind === 'box') {
      const tall = boxes.place(piece.element, left, y, width);
      boxes.place(piece.element, left, y + (height - tall) / 2, width);
    } else {
      const { ascent, descent } = heightOf(piece.font);
      const top = y + (height - ascent - descent) / 2;
      const tall = ascent + descent;
      if (piece.kind === 'word')
        target.fragment(piece.node, { start: piece.start, end: piece.end, x: left, y: top, width, height: tall });
      for (const element of piece.within) {
        const part = parts.get(element);
        if (part) part.right = left + width;
        else parts.set(element, { left, right: left + width, top, bottom: top + tall });
      }
    }
    left += width;
  }
  for (const [element, part] of parts)
    target.part(element, { x: part.left, y: part.top, width: part.right - part.left, height: part.bottom - part.top });
  return height;
}
