import { headColor, type LineInk, type Stroke } from '@attn-elements/core/element';
import { type Focus, tokenOf } from './focus.js';
import { inView, type LinksLayout, linksPlaceOf } from './layout.js';
import { type LinksComposition, type LinkedHead, strengthOf } from './model.js';

/** Input of the drawing: composition, layout, heads and focus. */
export interface Drawing {
  readonly composition: LinksComposition;
  readonly layout: LinksLayout;
  /** Heads that are switched on. */
  readonly heads: readonly LinkedHead[];
  readonly focus: Focus | null;
  readonly scrolled: number;
}

/** Steps of opacity. */
const STEPS = 32;

/** Strength of which not even a byte of colour would be left, and below which there is no line. */
const INVISIBLE = 1 / 256;

/** Strength below which lines that leave the window are left out: of thousands of tokens there are many, and no telling where they go. */
const FAINT = 0.01;

/** The faintest line, and the strongest shade behind a token, which must remain readable. */
const FAINTEST = 0.02;
const SHADE = 0.5;

/** Lines of several heads between the same tokens lie side by side, this far apart at most. */
const APART = 0.8;

/** The colour of a head; where the author asked for one alone, that of single lines. */
export const linksColorOf = ({ head }: LinkedHead, ink: LineInk): string =>
  typeof head === 'number' ? headColor(head, ink.isDark) : ink.line;

/** Lines, the strongest last; and with a focus, below them, the shades behind the tokens that it has weights with. */
export function linksStrokesOf(drawing: Drawing, ink: LineInk): Stroke[] {
  const { heads, focus } = drawing;
  const steps: Stroke[][] = Array.from({ length: STEPS }, () => []);
  heads.forEach((head, i) => {
    const shift = (i - (heads.length - 1) / 2) * apart(drawing);
    addLines(drawing, head, shift, linksColorOf(head, ink), steps);
  });
  const below = focus ? heads.flatMap((head, i) => shades(drawing, focus, head, i, linksColorOf(head, ink))) : [];
  return [...below, ...steps.flat()];
}

/** Adds the lines of a head to those of their strength. One stroke each: thousands that cross in one path take far longer. */
function addLines(drawing: Drawing, head: LinkedHead, shift: number, color: string, steps: Stroke[][]): void {
  const { composition, layout, heads, scrolled } = drawing;
  const { columns, values } = head.colored;
  const [from, to] = layout.sides;
  const width = heads.length > 1 ? 1.5 : 2;
  const point = pointer(layout);
  const isOut = (place: number) => place < 0 || place > layout.length;
  for (const [query, key] of pairsOf(drawing, head)) {
    const strength = strengthOf(composition, values[query * columns + key]);
    const places = [linksPlaceOf(layout, query, scrolled), linksPlaceOf(layout, key, scrolled)];
    if (strength < (places.some(isOut) ? FAINT : INVISIBLE)) continue;
    const step = Math.min(STEPS - 1, Math.floor(strength * STEPS));
    const [start, end] = [point(places[0] + shift, from.edge), point(places[1] + shift, to.edge)];
    // It leaves and arrives straight across: where many end, each is seen to come.
    const bends = places.map((place) => point(place + shift, (from.edge + to.edge) / 2)) as [Point, Point];
    steps[step].push({
      color,
      width,
      opacity: opacityOf(step),
      trace(sink) {
        sink.moveTo(...start);
        sink.bezierCurveTo(...bends[0], ...bends[1], ...end);
      },
    });
  }
}

/** Pairs of query and key with a line: of the tokens in view, or of the one in focus. */
function* pairsOf({ layout, focus, scrolled }: Drawing, { links }: LinkedHead): Iterable<[number, number]> {
  if (focus?.query != null) {
    for (const key of links.keysOf(focus.query)) yield [focus.query, key];
  } else if (focus?.key != null) {
    for (const query of links.queriesOf(focus.key)) yield [query, focus.key];
  } else {
    const [first, end] = inView(layout, layout.sides[0].count, scrolled);
    for (let query = first; query < end; query++) for (const key of links.keysOf(query)) yield [query, key];
  }
}

const opacityOf = (step: number) => Math.round((FAINTEST + ((1 - FAINTEST) * step) / (STEPS - 1)) * 1000) / 1000;

const apart = ({ heads, layout }: Drawing) => Math.min(APART, (layout.band - 8) / heads.length);

type Point = readonly [x: number, y: number];

const pointer = ({ direction }: LinksLayout): ((along: number, across: number) => Point) =>
  direction === 'vertical' ? (along, across) => [across, along] : (along, across) => [along, across];

/** A head's part of the band behind each token on the other side, as strong as its weight. */
function shades(drawing: Drawing, focus: Focus, head: LinkedHead, index: number, color: string): Stroke[] {
  const { composition, layout, heads, scrolled } = drawing;
  const { side, index: token } = tokenOf(focus);
  const other = layout.sides[side === 'query' ? 1 : 0];
  const { columns, values } = head.colored;
  const [first, end] = inView(layout, other.count, scrolled);
  const part = (other.to - other.from) / heads.length;
  const from = other.from + index * part;
  const point = pointer(layout);
  const strokes: Stroke[] = [];
  for (let at = first; at < end; at++) {
    const strength = strengthOf(
      composition,
      side === 'query' ? values[token * columns + at] : values[at * columns + token],
    );
    if (!(strength > 0.005)) continue;
    const place = linksPlaceOf(layout, at, scrolled);
    strokes.push({
      color,
      width: layout.band - 2,
      opacity: Math.round(strength * SHADE * 1000) / 1000,
      trace(sink) {
        sink.moveTo(...point(place, from));
        sink.lineTo(...point(place, from + part));
      },
    });
  }
  return strokes;
}
