import type { Locator } from '@playwright/test';

/**
 * Faults in the texts of an element, as its readers see them: two that lie on each other, or one that leaves the
 * element. A text is where its ink is, which is measured letter by letter; the room that a font keeps above and below its lines
 * may be shared.
 */
export const misplacedTexts = (element: Locator): Promise<string[]> =>
  element.evaluate((host) => {
    /** Less than this much is no overlap, in pixels: letters are smoothed at their edges. */
    const HAIR = 1;
    const context = document.createElement('canvas').getContext('2d')!;
    const measured = (text: string, { fontStyle, fontWeight, fontSize, fontFamily }: CSSStyleDeclaration) => {
      context.font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
      return context.measureText(text);
    };
    const segmenter = new Intl.Segmenter();
    const widest = (text: string, style: CSSStyleDeclaration) =>
      Math.max(...Array.from(segmenter.segment(text), ({ segment }) => measured(segment, style).width));

    interface Piece {
      readonly text: string;
      readonly of: Element;
      readonly ink: DOMRect;
    }

    /** Part of a box inside everything that cuts it off. */
    const cutOff = (box: DOMRect, from: Element): DOMRect | null => {
      let { left, top, right, bottom } = box;
      for (let around: Element | null = from; around && around !== host; around = around.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(around);
        const edge = around.getBoundingClientRect();
        if (overflowX !== 'visible') [left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)];
        if (overflowY !== 'visible') [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
      }
      return right - left > HAIR && bottom - top > HAIR ? new DOMRect(left, top, right - left, bottom - top) : null;
    };

    const ofSvg = (text: SVGTextElement): DOMRect => {
      const style = getComputedStyle(text);
      const box = text.getBBox();
      const words = text.textContent!;
      let { x, y, width, height } = box;
      if (style.writingMode.startsWith('vertical')) {
        const wide = widest(words, style);
        x += (width - wide) / 2;
        width = wide;
      } else {
        const { actualBoundingBoxAscent: ascent, actualBoundingBoxDescent: descent } = measured(words, style);
        y = text.getStartPositionOfChar(0).y - ascent;
        height = ascent + descent;
      }
      const toScreen = text.getScreenCTM()!;
      const corners = [
        [x, y],
        [x + width, y + height],
      ].map(([a, b]) => new DOMPoint(a, b).matrixTransform(toScreen));
      const [left, right] = [Math.min(...corners.map((one) => one.x)), Math.max(...corners.map((one) => one.x))];
      const [top, bottom] = [Math.min(...corners.map((one) => one.y)), Math.max(...corners.map((one) => one.y))];
      return new DOMRect(left, top, right - left, bottom - top);
    };

    const ofHtml = (node: Text, parent: Element): DOMRect[] => {
      const range = document.createRange();
      range.selectNodeContents(node);
      const style = getComputedStyle(parent);
      const metrics = measured(node.data.trim(), style);
      const high = Number.parseFloat(style.lineHeight) || Infinity;
      const { actualBoundingBoxAscent: ascent, actualBoundingBoxDescent: descent } = metrics;
      // Letters that are higher than the line that a page gives them are the page's to answer for.
      return Array.from(range.getClientRects(), ({ x, y, width, height }) => {
        const [baseline, middle] = [y + metrics.fontBoundingBoxAscent, y + height / 2];
        const top = Math.max(baseline - ascent, middle - high / 2);
        return new DOMRect(x, top, width, Math.min(baseline + descent, middle + high / 2) - top);
      });
    };

    const pieces: Piece[] = [];
    const visit = (element: Element): void => {
      if (element.closest('.visually-hidden, [hidden]') || element.localName === 'style') return;
      if (!element.checkVisibility({ checkVisibilityCSS: true, contentVisibilityAuto: true })) return;
      const add = (text: string, boxes: DOMRect[]) => {
        for (const box of boxes) {
          const ink = cutOff(box, element);
          if (ink) pieces.push({ text, of: element, ink });
        }
      };
      if (element instanceof SVGTextElement) {
        if (element.textContent!.trim()) add(element.textContent!, [ofSvg(element)]);
        return;
      }
      for (const node of element.childNodes) {
        if (node instanceof Element) visit(node);
        else if (
          node instanceof Text &&
          node.data.trim() &&
          element instanceof HTMLElement &&
          element.localName !== 'option'
        )
          add(node.data.trim(), ofHtml(node, element));
      }
    };
    for (const child of host.shadowRoot!.children) visit(child);

    /** The paragraph that a text is part of: its lines are the page's to set. */
    const blockOf = (of: Element): Element => {
      let block = of;
      while (block.parentElement && getComputedStyle(block).display.startsWith('inline')) block = block.parentElement;
      return block;
    };

    const found = new Set<string>();
    const frame = host.getBoundingClientRect();
    const px = (value: number) => `${value.toFixed(1)} px`;
    for (const [i, { text, of, ink }] of pieces.entries()) {
      // Of lines of a page's text it is the page that says how high they are.
      const isLabel = of instanceof SVGElement;
      const [above, under] = isLabel ? [frame.top - ink.top, ink.bottom - frame.bottom] : [0, 0];
      const out = Math.max(frame.left - ink.left, ink.right - frame.right, above, under);
      if (out > HAIR) found.add(`"${text}" leaves by ${px(out)}`);
      for (const other of pieces.slice(i + 1)) {
        if (!isLabel && blockOf(of) === blockOf(other.of)) continue;
        const across = Math.min(ink.right, other.ink.right) - Math.max(ink.left, other.ink.left);
        const down = Math.min(ink.bottom, other.ink.bottom) - Math.max(ink.top, other.ink.top);
        if (across > HAIR && down > HAIR) found.add(`"${text}" and "${other.text}" by ${px(Math.min(across, down))}`);
      }
    }
    return [...found];
  });
