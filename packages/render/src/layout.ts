import type { ComputedStyles, Style } from './computed-styles.js';
import { isSkipped, isText, nodesIn } from './flat-tree.js';
import { type Fragment, inlineWidth, piecesOf, type Rect, setLines } from './inline-layout.js';
import { lengthOf } from './lengths.js';

type Side = 'top' | 'right' | 'bottom' | 'left';

/** An element outside of the flow, and where it would stand in it. */
interface Apart {
  readonly element: Element;
  readonly x: number;
  readonly y: number;
}

const REPLACED = /^(svg|canvas|img)$/;

/**
 * Places of a figure's boxes and lines: what of CSS the figures of this project are laid out with. Blocks, lines, flexible boxes,
 * grids of one column, and what stands at a place of its own. Texts run from left to right.
 */
export class Layout {
  readonly #styles: ComputedStyles;
  readonly #boxes = new Map<Element, Rect[]>();
  readonly #fragments = new Map<Text, Fragment[]>();
  /** Elements that wait for the box around them to have a size, of each such box that is being laid out. */
  readonly #apart: Apart[][] = [[]];
  readonly #target = {
    fragment: (node: Text, fragment: Fragment) => this.#add(this.#fragments, node, fragment),
    part: (element: Element, rect: Rect) => this.#addPart(element, rect),
  };

  /** Lays out an element and all that is in it. @param width of the room, in pixels */
  constructor(root: Element, width: number, styles: ComputedStyles) {
    this.#styles = styles;
    this.place(root, 0, 0, width);
  }

  /** Boxes of an element: one, or one in each line; none of what is not shown. */
  boxes(element: Element): readonly Rect[] {
    return this.#boxes.get(element) ?? [];
  }

  /** Parts of a text, each of one line. */
  fragments(node: Text): readonly Fragment[] {
    return this.#fragments.get(node) ?? [];
  }

  /** Widest that an element would like to be, with its edges. */
  widest(element: Element): number {
    const style = this.#styles.of(element);
    const fixed = this.#length(style, 'width', Number.NaN);
    const edges = this.#edges(style);
    if (fixed !== null) return fixed;
    if (REPLACED.test(element.localName)) return sizeOf(element, 'width');
    return this.#widestContent(element, style) + edges.left + edges.right;
  }

  /** Lays an element out. @param width of its box with its edges, where nothing else says so @returns its height */
  place(element: Element, x: number, y: number, width: number): number {
    const style = this.#styles.of(element);
    const isHost = style.get('position') !== 'static';
    if (isHost) this.#apart.push([]);
    this.#forget(element);
    const edges = this.#edges(style);
    let height: number;
    if (REPLACED.test(element.localName)) {
      height = this.#length(style, 'height', Number.NaN) ?? sizeOf(element, 'height');
    } else {
      const inner = width - edges.left - edges.right;
      const content = this.#content(element, style, x + edges.left, y + edges.top, inner);
      const fixed = this.#length(style, 'height', Number.NaN);
      height = fixed ?? content + edges.top + edges.bottom;
    }
    height = Math.max(height, this.#length(style, 'min-height', Number.NaN) ?? 0);
    const box = { x, y, width, height };
    this.#boxes.set(element, [box]);
    if (isHost) for (const one of this.#apart.pop()!) this.#placeApart(one, box);
    return height;
  }

  #content(element: Element, style: Style, x: number, y: number, width: number): number {
    const nodes = this.#inFlow(element, x, y);
    const display = style.get('display')!;
    if (display.endsWith('flex')) return this.#flex(element, nodes, style, x, y, width);
    if (display.endsWith('grid')) return this.#stack(nodes, x, y, width, this.#length(style, 'row-gap', width) ?? 0);
    return this.#flow(element, nodes, style, x, y, width);
  }

  /** Nodes that follow each other; what stands apart is kept for the box that it stands in. */
  #inFlow(element: Element, x: number, y: number): (Element | Text)[] {
    return nodesIn(element, this.#styles).filter((node) => {
      if (isText(node) || !/^(absolute|fixed)$/.test(this.#styles.of(node).get('position')!)) return true;
      this.#apart.at(-1)!.push({ element: node, x, y });
      return false;
    });
  }

  /** Blocks under each other, and lines of what stands between them. */
  #flow(
    element: Element,
    nodes: readonly (Element | Text)[],
    style: Style,
    x: number,
    y: number,
    width: number,
  ): number {
    let top = y;
    let margin = 0;
    let isFirst = true;
    for (const run of this.#runs(nodes)) {
      if (Array.isArray(run)) {
        const pieces = piecesOf(run, element, this.#styles);
        const height = setLines(pieces, style, { x, y: top + margin, width }, this, this.#target);
        if (height === 0) continue;
        top += margin + height;
        margin = 0;
      } else {
        const own = this.#styles.of(run as Element);
        const [above, below] = [this.#margin(own, 'top', width), this.#margin(own, 'bottom', width)];
        top += isFirst ? above : Math.max(margin, above);
        const [left, wide] = this.#across(run as Element, own, x, width);
        if (!isSkipped(run as Element)) top += this.place(run as Element, left, top, wide);
        margin = below;
      }
      isFirst = false;
    }
    return top + margin - y;
  }

  /** Place and width of a block in the room that there is. */
  #across(element: Element, style: Style, x: number, width: number): [left: number, width: number] {
    const [before, after] = [this.#margin(style, 'left', width), this.#margin(style, 'right', width)];
    const room = width - before - after;
    const fixed = this.#length(style, 'width', width);
    const wide = fixed ?? (REPLACED.test(element.localName) ? sizeOf(element, 'width') : room);
    const isCentered = style.get('margin-left') === 'auto' && style.get('margin-right') === 'auto';
    return [x + before + (isCentered ? Math.max(0, room - wide) / 2 : 0), wide];
  }

  /** Blocks, each by itself, and what stands in lines between them, together. */
  #runs(nodes: readonly (Element | Text)[]): (Element | (Element | Text)[])[] {
    const runs: (Element | (Element | Text)[])[] = [];
    for (const node of nodes) {
      const isInline = isText(node) || this.#styles.of(node).get('display')!.startsWith('inline');
      const last = runs.at(-1);
      if (!isInline) runs.push(node as Element);
      else if (Array.isArray(last)) last.push(node);
      else runs.push([node]);
    }
    return runs;
  }

  #stack(nodes: readonly (Element | Text)[], x: number, y: number, width: number, gap: number): number {
    let top = y;
    for (const node of nodes) {
      if (isText(node)) continue;
      const [left, wide] = this.#across(node, this.#styles.of(node), x, width);
      top += (top > y ? gap : 0) + this.place(node, left, top, wide);
    }
    return top - y;
  }

  /** Boxes beside each other, in as many lines as they need (CSS Flexible Box Layout 1, 9). */
  #flex(
    element: Element,
    nodes: readonly (Element | Text)[],
    style: Style,
    x: number,
    y: number,
    width: number,
  ): number {
    const rowGap = this.#length(style, 'row-gap', width) ?? 0;
    const gap = this.#length(style, 'column-gap', width) ?? 0;
    const items = nodes.flatMap((node) => this.#flexItem(element, node, width));
    if (style.get('flex-direction') === 'column') return this.#stack(nodes, x, y, width, rowGap);
    const lines: (typeof items)[] = [];
    let used = Number.POSITIVE_INFINITY;
    for (const item of items) {
      if (lines.length === 0 || (style.get('flex-wrap') === 'wrap' && used + gap + item.base > width + 0.5)) {
        lines.push([]);
        used = -gap;
      }
      lines.at(-1)!.push(item);
      used += gap + item.base;
    }
    let top = y;
    for (const line of lines) {
      const free = width - line.reduce((sum, { base }) => sum + base, 0) - gap * (line.length - 1);
      const grow = line.reduce((sum, item) => sum + item.grow, 0);
      const shrink = line.reduce((sum, item) => sum + item.shrink * item.base, 0);
      const widths = line.map(({ base, grow: own, shrink: less }) => {
        if (free > 0) return base + (grow > 0 ? (free * own) / grow : 0);
        return shrink > 0 ? Math.max(0, base + (free * less * base) / shrink) : base;
      });
      const rest = Math.max(0, width - widths.reduce((sum, one) => sum + one, 0) - gap * (line.length - 1));
      const justify = style.get('justify-content') ?? 'flex-start';
      const between = justify === 'space-between' && line.length > 1 ? rest / (line.length - 1) : 0;
      let left = x + (justify.endsWith('end') ? rest : justify === 'center' ? rest / 2 : 0);
      const heights = line.map((item, at) => item.place(left, top, widths[at]));
      // One line fills what the box is at least; its edges are none of a figure's.
      const least = lines.length === 1 ? (this.#length(style, 'min-height', Number.NaN) ?? 0) : 0;
      const height = Math.max(least, ...heights);
      const align = style.get('align-items') ?? 'stretch';
      line.forEach((item, at) => {
        const down = align === 'center' ? (height - heights[at]) / 2 : align.endsWith('end') ? height - heights[at] : 0;
        item.place(left, top + down, widths[at]);
        left += widths[at] + gap + between;
      });
      top += height + (line === lines.at(-1) ? 0 : rowGap);
    }
    return top - y;
  }

  #flexItem(element: Element, node: Element | Text, width: number) {
    if (isText(node)) {
      const pieces = piecesOf([node], element, this.#styles);
      const base = inlineWidth(pieces, this);
      const style = this.#styles.of(element);
      const place = (x: number, y: number, wide: number) => {
        this.#fragments.delete(node);
        return setLines(pieces, style, { x, y, width: wide }, this, this.#target);
      };
      return base > 0 ? [{ base, grow: 0, shrink: 1, place }] : [];
    }
    const style = this.#styles.of(node);
    const basis = this.#length(style, 'flex-basis', width);
    const base = basis ?? this.#length(style, 'width', width) ?? this.widest(node);
    const place = (x: number, y: number, wide: number) => this.place(node, x, y, wide);
    return [{ base, grow: Number(style.get('flex-grow') ?? 0), shrink: Number(style.get('flex-shrink') ?? 1), place }];
  }

  #placeApart({ element, x, y }: Apart, around: Rect): void {
    const style = this.#styles.of(element);
    const at = (side: Side, whole: number) => this.#length(style, side, whole);
    const [left, right] = [at('left', around.width), at('right', around.width)];
    const [top, bottom] = [at('top', around.height), at('bottom', around.height)];
    const isReplaced = REPLACED.test(element.localName);
    const fills = left !== null && right !== null && !isReplaced ? around.width - left - right : null;
    const width = this.#length(style, 'width', around.width) ?? fills ?? this.widest(element);
    const fullHeight = this.#length(style, 'height', around.height);
    const fromLeft = left !== null ? around.x + left : right !== null ? around.x + around.width - right - width : x;
    const height = this.place(element, fromLeft, 0, width);
    const tall = fullHeight ?? (top !== null && bottom !== null && !isReplaced ? around.height - top - bottom : height);
    const fromTop = top !== null ? around.y + top : bottom !== null ? around.y + around.height - bottom - tall : y;
    this.place(element, fromLeft, fromTop, width);
    this.#boxes.set(element, [{ x: fromLeft, y: fromTop, width, height: tall }]);
  }

  #widestContent(element: Element, style: Style): number {
    const nodes = nodesIn(element, this.#styles);
    const isRow = style.get('display')!.endsWith('flex') && style.get('flex-direction') !== 'column';
    if (isRow) {
      const items = nodes.flatMap((node) => this.#flexItem(element, node, Number.NaN));
      const gap = this.#length(style, 'column-gap', 0) ?? 0;
      return items.reduce((sum, { base }) => sum + base, 0) + gap * Math.max(0, items.length - 1);
    }
    const widths = this.#runs(nodes).map((run) =>
      Array.isArray(run) ? inlineWidth(piecesOf(run, element, this.#styles), this) : this.widest(run),
    );
    return Math.max(0, ...widths);
  }

  /** A length; null where nothing says one, or it is a share of what has no size yet. */
  #length(style: Style, name: string, whole: number): number | null {
    const length = lengthOf(style.get(name), { em: Number.parseFloat(style.get('font-size')!), whole });
    return Number.isNaN(length) ? null : length;
  }

  #margin(style: Style, side: Side, whole: number): number {
    return this.#length(style, `margin-${side}`, whole) ?? 0;
  }

  /** Padding and border of each side. */
  #edges(style: Style): Record<Side, number> {
    const of = (side: Side) => this.#length(style, `padding-${side}`, 0) ?? 0;
    const hasBorder = style.get('border-bottom-style') !== 'none';
    const border = hasBorder ? (this.#length(style, 'border-bottom-width', 0) ?? 0) : 0;
    return { top: of('top'), right: of('right'), bottom: of('bottom') + border, left: of('left') };
  }

  /** Forgets where an element stood before it is laid out anew. */
  #forget(element: Element): void {
    this.#boxes.delete(element);
    for (const node of nodesIn(element, this.#styles)) {
      if (isText(node)) this.#fragments.delete(node);
      else this.#forget(node);
    }
  }

  #add<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
    const list = map.get(key);
    if (list) list.push(value);
    else map.set(key, [value]);
  }

  /** An inline element's part of a line, with its edges above and below. */
  #addPart(element: Element, { x, y, width, height }: Rect): void {
    const { top, bottom } = this.#edges(this.#styles.of(element));
    this.#add(this.#boxes, element, { x, y: y - top, width, height: height + top + bottom });
  }
}

/** Size that an element has of itself: that of its attribute, or of its picture. */
function sizeOf(element: Element, name: 'width' | 'height'): number {
  const given = Number.parseFloat(element.getAttribute(name) ?? '');
  if (Number.isFinite(given)) return given;
  return Number((element as HTMLImageElement)[name === 'width' ? 'naturalWidth' : 'naturalHeight']) || 0;
}
