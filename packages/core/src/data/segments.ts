export const segmentKinds = ['class', 'register', 'text', 'image'] as const;
export type SegmentKind = (typeof segmentKinds)[number];

/** Tokens of one kind that stand beside one another in a sequence: a class token, registers, words, the patches of a picture. */
export interface Segment {
  readonly kind: SegmentKind;
  /** Position of the first, from 0. */
  readonly start: number;
  /** Number of tokens. */
  readonly length: number;
  /** Rows and columns of the patches of a picture; a square, or as the picture's ratio has it, where they are absent. */
  readonly rows?: number;
  readonly columns?: number;
}

/** Segments of the queries and of the keys of one matrix; null where the file names none. */
export interface SideSegments {
  readonly query: readonly Segment[] | null;
  readonly key: readonly Segment[] | null;
}

/** Position behind the last token of a segment. */
export const endOf = ({ start, length }: Pick<Segment, 'start' | 'length'>): number => start + length;
