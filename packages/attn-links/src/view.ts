import { isUpright, shortenLabel, type TextMeasure } from '@attn-elements/core/element';
import { nothing, svg, type SVGTemplateResult } from 'lit';
import { type Focus, tokenOf } from './focus.js';
import { inView, type LinksLayout, linksPlaceOf, type LinksSide } from './layout.js';

/** Look of the tokens. */
export interface TokenLook {
  readonly layout: LinksLayout;
  readonly measure: TextMeasure;
  readonly focus: Focus | null;
  /** The keyboard's token, which is outlined while it has the focus. */
  readonly cursor: Focus;
  readonly scrolled: number;
  /** The weight of a token with the one in focus, as text; empty where it is none. */
  readonly weight: (index: number) => string;
}

/** The tokens of both sides that are in view, with what is marked among them. */
export function tokensTemplate(look: TokenLook): SVGTemplateResult {
  return svg`${look.layout.sides.map((side) => sideTemplate(look, side))}`;
}

function sideTemplate(look: TokenLook, side: LinksSide): SVGTemplateResult {
  const { layout, focus, cursor, scrolled } = look;
  const [first, end] = inView(layout, side.count, scrolled);
  const isOther = focus !== null && tokenOf(focus).side !== side.name;
  const tokens = Array.from({ length: end - first }, (_, i) => {
    const index = first + i;
    const place = linksPlaceOf(layout, index, scrolled);
    const marks = [focus?.[side.name] === index ? 'mark' : '', cursor[side.name] === index ? 'cursor' : ''];
    const weight = isOther ? look.weight(index) : '';
    return svg`${marks.map((kind) => (kind ? band(layout, side, place, kind) : nothing))}
      ${label(look, side, index, place)}
      ${weight ? weightLabel(layout, side, place, weight) : nothing}`;
  });
  return svg`<g>${tokens}</g>`;
}

function band(
  { direction, band: size }: LinksLayout,
  { from, to }: LinksSide,
  place: number,
  kind: string,
): SVGTemplateResult {
  const [x, y] = direction === 'vertical' ? [from, place - size / 2] : [place - size / 2, from];
  const [width, height] = direction === 'vertical' ? [to - from, size] : [size, to - from];
  return svg`<rect class=${kind} x=${x + 1} y=${y + 1} width=${width - 2} height=${height - 2} rx="3"></rect>`;
}

function label({ layout, measure }: TokenLook, side: LinksSide, index: number, place: number): SVGTemplateResult {
  const { labelRoom, turned, lowered } = layout;
  const text = shortenLabel(side.tokens?.[index] ?? String(index), labelRoom, measure, turned);
  const isFirst = side.name === 'query';
  if (layout.direction === 'vertical') {
    return svg`<text class="label" x=${side.label} y=${place} dy=${lowered} text-anchor=${isFirst ? 'end' : 'start'}>${text}</text>`;
  }
  if (!turned) {
    return svg`<text class="label" x=${place} y=${side.label} text-anchor="middle">${text}</text>`;
  }
  // Words are turned; Chinese, Japanese and Korean ones stand upright, one character under the other.
  const upright = isUpright(text);
  const anchor = isFirst === upright ? 'end' : 'start';
  return svg`<text
    class="label"
    transform="translate(${place},${side.label})${upright ? '' : ' rotate(-90)'}"
    dy=${upright ? 0 : lowered}
    text-anchor=${anchor}
    writing-mode=${upright ? 'vertical-rl' : nothing}
  >${text}</text>`;
}

function weightLabel({ direction }: LinksLayout, side: LinksSide, place: number, weight: string): SVGTemplateResult {
  if (direction === 'horizontal') {
    return svg`<text class="weight" x=${place} y=${side.weight} text-anchor="middle">${weight}</text>`;
  }
  const anchor = side.name === 'query' ? 'end' : 'start';
  return svg`<text class="weight" x=${side.weight} y=${place} dy="0.35em" text-anchor=${anchor}>${weight}</text>`;
}
