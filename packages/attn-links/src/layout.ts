import { acrossUpright, lengthOf, LINE, lineOf, type Room, type TextMeasure } from '@attn-elements/core/element';

/** Direction in which tokens follow one another: down the page, queries at the left, or along a line, queries above. */
export type Direction = 'vertical' | 'horizontal';

export type SideName = 'query' | 'key';

/** One side of the lines, its tokens after one another. Places are in pixels across, from the left or the top of the view. */
export interface LinksSide {
  readonly name: SideName;
  readonly count: number;
  /** Tokens as they are shown; null where there are only positions. */
  readonly tokens: readonly string[] | null;
  /** Edge where lines end. */
  readonly edge: number;
  /** The band of the labels. */
  readonly from: number;
  readonly to: number;
  /** Place where labels begin, towards the lines, and where the weight of a token is written. */
  readonly label: number;
  readonly weight: number;
}

/** Layout of tokens and lines, in CSS pixels. Tokens lie along one way, lines go across. */
export interface LinksLayout {
  readonly direction: Direction;
  /** Size of the plot, which is that of the view and the titles around it. */
  readonly width: number;
  readonly height: number;
  /** The part of the plot that shows tokens and lines. */
  readonly view: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** Room of each token. */
  readonly band: number;
  /** Length of the view, and of all tokens. */
  readonly length: number;
  readonly content: number;
  readonly sides: readonly [query: LinksSide, key: LinksSide];
  readonly titles: readonly {
    readonly text: string;
    readonly x: number;
    readonly y: number;
    readonly anchor: string;
  }[];
  /** Whether labels stand across the line of tokens. */
  readonly turned: boolean;
  /** Longest label. */
  readonly labelRoom: number;
  /** Distance of letters below the middle of their token's room, where that is beside them. */
  readonly lowered: number;
}

/** Least room of a token: as much as a finger needs. */
const BAND = 24;
const MOST_BAND = 32;
/** Among labels side by side. */
const MOST_COLUMN = 110;
const LEAST_COLUMN = 28;

/** Longest window where the page says nothing of its height. */
const WINDOW = 640;

/** Lines across, at least and at most. */
const LEAST_SPAN = 56;
const MOST_SPAN = 480;
const HORIZONTAL_SPAN = 130;

const MOST_LABEL = 170;
const TITLE = 20;
const PAD = 7;
const WEIGHT = 42;

/** Places of letters with most fonts, in the room of a title, of a weight, and below the middle of a token. */
const BASELINE = 13;
const WEIGHT_BASELINE = 12;
const LOWERED = 4.55;

/** Labels that are measured at most: of thousands every so many. */
const MEASURED = 400;

export interface LayoutTexts {
  readonly queries: readonly string[] | null;
  readonly keys: readonly string[] | null;
  readonly queryTitle: string;
  readonly keyTitle: string;
}

/** @param room its height is that of the plot alone */
export function layOutLinks(
  counts: readonly [queries: number, keys: number],
  texts: LayoutTexts,
  direction: Direction,
  room: Room,
  measure: TextMeasure,
): LinksLayout {
  const tokens = [texts.queries, texts.keys] as const;
  const arrange = direction === 'horizontal' ? layOutRows : layOutColumns;
  return arrange(counts, tokens, texts, room, measure);
}

type Arrange = (
  counts: readonly [number, number],
  tokens: readonly [readonly string[] | null, readonly string[] | null],
  texts: LayoutTexts,
  room: Room,
  measure: TextMeasure,
) => LinksLayout;

const layOutColumns: Arrange = (counts, tokens, texts, room, measure) => {
  const longest = Math.max(...counts);
  const some = tokens.map((list, i) => sampleOf(list, counts[i]));
  const widths = some.map((list) => measure.widest(list));
  const title = lineOf(measure.at(12, 600).ink([texts.queryTitle, texts.keyTitle]), TITLE, BASELINE);
  const weight = Math.max(WEIGHT, Math.ceil(measure.at(11).width('88.8%')) + PAD + 2);
  const line = lineOf(measure.ink(some.flat()), BAND, BAND / 2 + LOWERED);
  const most = Math.min(MOST_LABEL, Math.max(24, (room.width - LEAST_SPAN) / 2 - weight - 2 * PAD));
  const labels = widths.map((width) => Math.min(most, Math.max(width, 24)) + 2 * PAD);
  const span = Math.min(MOST_SPAN, Math.max(LEAST_SPAN, room.width - labels[0] - labels[1] - 2 * weight));
  const left = Math.max(0, Math.floor((room.width - span - labels[0] - labels[1] - 2 * weight) / 2)) + weight;
  const edges = [left + labels[0], left + labels[0] + span];
  const space = room.height === null ? null : Math.max(3 * line.room, room.height - title.room);
  const band =
    space === null ? line.room : Math.min(Math.max(MOST_BAND, line.room), Math.max(line.room, space / longest));
  const content = longest * band;
  const length = Math.min(content, space ?? WINDOW);
  const shorten = (text: string, space: number) => measure.at(12, 600).shorten(text, space);
  const end = edges[1] + labels[1];
  return {
    direction: 'vertical',
    width: room.width,
    height: title.room + length,
    view: { x: 0, y: title.room, width: room.width, height: length },
    band,
    length,
    content,
    sides: [
      {
        name: 'query',
        count: counts[0],
        tokens: tokens[0],
        edge: edges[0],
        from: left,
        to: edges[0],
        label: edges[0] - PAD,
        weight: left - PAD,
      },
      {
        name: 'key',
        count: counts[1],
        tokens: tokens[1],
        edge: edges[1],
        from: edges[1],
        to: end,
        label: edges[1] + PAD,
        weight: end + PAD,
      },
    ],
    titles: [
      { text: shorten(texts.queryTitle, edges[0] - PAD), x: edges[0] - PAD, y: title.baseline, anchor: 'end' },
      {
        text: shorten(texts.keyTitle, room.width - edges[1] - PAD),
        x: edges[1] + PAD,
        y: title.baseline,
        anchor: 'start',
      },
    ],
    turned: false,
    labelRoom: most,
    lowered: line.baseline - line.room / 2,
  };
};

const layOutRows: Arrange = (counts, tokens, texts, room, measure) => {
  const longest = Math.max(...counts);
  const some = tokens.flatMap((list, i) => sampleOf(list, counts[i]));
  const titles = measure.at(12, 600);
  const title = lineOf(titles.ink([texts.queryTitle, texts.keyTitle]), TITLE, BASELINE);
  const small = measure.at(11);
  const weight = lineOf(small.ink(['8%']), LINE, WEIGHT_BASELINE);
  const ink = measure.ink(some);
  const widest = measure.widest(some);
  const across = lineOf(ink, BAND, BAND / 2 + LOWERED);
  const least = Math.max(LEAST_COLUMN, Math.ceil(small.width('8.8%')) + 2);
  const abreast = Math.max(least, widest + 2 * PAD);
  const upright = Math.max(least, across.room, acrossUpright(some, measure));
  // Nothing is out of view as long as turned labels make room for it.
  const turned = abreast > room.width / longest && (abreast > MOST_COLUMN || upright < abreast);
  const wanted = turned ? upright : abreast;
  const band = Math.max(wanted, Math.min(MOST_COLUMN, room.width / longest));
  const content = longest * band;
  const length = Math.min(content, room.width);
  const lengths = turned ? some.map(lengthOf(some, measure, true)) : [];
  const labelRoom = turned ? Math.min(MOST_LABEL, Math.max(...lengths)) : MOST_COLUMN;
  // Abreast, queries stand on the upper edge of the lines, and keys hang from the lower one.
  const [standing, hanging] = [18.4, 18.7].map((baseline) => lineOf(ink, LINE + 2 * PAD, baseline));
  const label = turned ? labelRoom + 2 * PAD : standing.room;
  const lowest = 2 * (label + weight.room) + LEAST_SPAN;
  const height = Math.max(
    lowest,
    room.height === null ? lowest - LEAST_SPAN + HORIZONTAL_SPAN : room.height - 2 * title.room,
  );
  const upper = weight.room + label;
  const lower = height - upper;
  const x = Math.floor((room.width - length) / 2);
  const named = (text: string, y: number) => ({
    text: titles.shorten(text, room.width - x - PAD),
    x: x + PAD,
    y,
    anchor: 'start',
  });
  return {
    direction: 'horizontal',
    width: room.width,
    height: height + 2 * title.room,
    view: { x, y: title.room, width: length, height },
    band,
    length,
    content,
    sides: [
      {
        name: 'query',
        count: counts[0],
        tokens: tokens[0],
        edge: upper,
        from: weight.room,
        to: upper,
        label: turned ? upper - PAD : weight.room + standing.baseline,
        weight: weight.baseline,
      },
      {
        name: 'key',
        count: counts[1],
        tokens: tokens[1],
        edge: lower,
        from: lower,
        to: lower + label,
        label: turned ? lower + PAD : lower + hanging.baseline,
        weight: height - weight.room + weight.baseline - 1,
      },
    ],
    titles: [
      named(texts.queryTitle, title.baseline),
      named(texts.keyTitle, title.room + height + Math.min(title.baseline + 1, title.room)),
    ],
    turned,
    labelRoom,
    lowered: across.baseline - across.room / 2,
  };
};

/** Labels that are measured: of very many every so many, of numbers the longest. */
function sampleOf(list: readonly string[] | null, count: number): readonly string[] {
  if (!list) return [String(count - 1)];
  const step = Math.ceil(list.length / MEASURED);
  return list.filter((_, i) => i % step === 0);
}

/** The middle of a token along its line, in a view that was scrolled so far. */
export const linksPlaceOf = ({ band }: LinksLayout, index: number, scrolled: number): number =>
  (index + 0.5) * band - scrolled;

/** The tokens that are at least partly in view: first, and the one after the last. */
export function inView({ band, length }: LinksLayout, count: number, scrolled: number): [first: number, end: number] {
  const clamp = (index: number) => Math.min(count, Math.max(0, index));
  return [clamp(Math.floor(scrolled / band)), clamp(Math.ceil((scrolled + length) / band))];
}

/** The token at a point of the view; null beside all of them. */
export function tokenAt(
  layout: LinksLayout,
  x: number,
  y: number,
  scrolled: number,
): { side: SideName; index: number } | null {
  const [along, across] = layout.direction === 'vertical' ? [y, x] : [x, y];
  if (along < 0 || along >= layout.length) return null;
  const index = Math.floor((along + scrolled) / layout.band);
  const side = layout.sides.find(({ from, to }) => across >= from && across < to);
  return side && index >= 0 && index < side.count ? { side: side.name, index } : null;
}

/** Scroll position at which a token is in view, in its middle where it was out of it. */
export function scrollTo(layout: LinksLayout, index: number, scrolled: number): number {
  const { band, length, content } = layout;
  const place = linksPlaceOf(layout, index, scrolled);
  if (place >= band / 2 && place <= length - band / 2) return scrolled;
  return Math.max(0, Math.min(content - length, place + scrolled - length / 2));
}
