import { type Matrix, normalized, type ScaleOptions } from '@attn-elements/core/color';
import { type SourceKind, tokensOf, type TensorSource } from '@attn-elements/core/data';
import { type Hiding, placeNames, type ReadPanel, type Say, withoutHidden } from '@attn-elements/core/element';
import { type Extent, extentOf } from '@attn-elements/core/math';
import { joinPieces, type PieceRule } from './pieces.js';
import { type DocumentLevels, isDocument } from './document.js';
import { readWords, type Word } from './words.js';

/** Side of a word: queries look, keys are looked at. */
export type TextSide = 'query' | 'key';

export const levels = ['both', 'word', 'sentence'] as const;
/** Level of the weights that shade a document: the product of both levels, or one of them. */
export type Level = (typeof levels)[number];

/** One text that attends to itself, one text to another, weights without queries, or a document of sentences. */
export type TextArrangement = 'self' | 'cross' | 'vector' | 'document';

/** A sentence of a document. */
export interface TextSentence {
  readonly weight: number;
  /** Range of its words: from the first to before the end. */
  readonly first: number;
  readonly end: number;
}

/** Composition of a text, before a reader chooses a word. */
export interface TextComposition {
  readonly arrangement: TextArrangement;
  readonly kind: SourceKind;
  readonly queries: readonly Word[];
  readonly keys: readonly Word[];
  /** The sides that are text: one where a text attends to itself, or where the other is no text. */
  readonly texts: readonly TextSide[];
  /** [query word, key word], as the file has them. */
  readonly weights: Matrix;
  /** The same, without the keys that are hidden. */
  readonly shown: Matrix;
  /** Shaded values: the same, normalized where the author wants that. */
  readonly colored: Matrix;
  /** Whether some word is made of pieces. */
  readonly isJoined: boolean;
  readonly sentences: readonly TextSentence[] | null;
  /** Weight of each word in its sentence; of documents. */
  readonly wordWeights: Float32Array | null;
  /** Of what is shaded. */
  readonly extent: Extent;
}

export interface TextOptions extends Hiding {
  readonly pieces: PieceRule;
  readonly normalization: ScaleOptions['normalization'];
  /** Names places that are no words: patches of a picture. */
  readonly say: Say;
}

/** Reads the words of both sides, and their weights. */
export function composeText(
  source: TensorSource,
  panel: Pick<ReadPanel, 'layer' | 'raw' | 'special' | 'padding'>,
  options: TextOptions,
): TextComposition {
  const { pieces, normalization, say } = options;
  const { layer, raw } = panel;
  const { rows, columns } = raw;
  const isLeveled = isDocument(source);
  const { query: queryTokens, key: keyTokens } = tokensOf(source, layer);
  const isVector = rows === 1 && !queryTokens;
  const isSelf = !isVector && rows === columns && isSame(queryTokens, keyTokens);
  const positions = (count: number) => Array.from({ length: count }, (_, at) => String(at));
  const starts = isLeveled ? sentenceStarts(source.levels) : undefined;
  const rules = { join: pieces !== 'none', starts };
  const common = isSelf ? (queryTokens ?? keyTokens) : null;
  const segments = source.segments?.(layer);
  const wordsOf = (side: TextSide, tokens: readonly string[] | null, count: number) => {
    const own = segments?.[side];
    return readWords(
      tokens ?? positions(count),
      own ? { ...rules, places: placeNames(own, tokens, count, say) } : rules,
    );
  };
  const keys = wordsOf('key', common ?? keyTokens, columns);
  const queries = isSelf ? keys : wordsOf('query', queryTokens, rows);
  const kept = isLeveled ? raw : withoutHidden(panel, source.kind, options);
  const weights = joinPieces(raw, queries, keys, pieces);
  const shown = kept === raw ? weights : joinPieces(kept, queries, keys, pieces);
  const colored = normalized(shown, { normalization });
  return {
    arrangement: isLeveled ? 'document' : isVector ? 'vector' : isSelf ? 'self' : 'cross',
    kind: source.kind,
    queries,
    keys,
    texts: isSelf || isVector ? ['key'] : textSides(queryTokens, keyTokens),
    weights,
    shown,
    colored,
    isJoined: queries.length < rows || keys.length < columns,
    extent: extentOf(colored.values),
    ...(isLeveled ? levelsOf(source.levels, queries, keys, pieces) : { sentences: null, wordWeights: null }),
  };
}

/** Two lists are one text where they are the same, or where one side has none of its own. */
function isSame(queries: readonly string[] | null, keys: readonly string[] | null): boolean {
  return !queries || !keys || queries === keys || queries.every((token, at) => token === keys[at]);
}

/** A side without tokens is no text beside one with tokens: patches of a picture, not words. */
function textSides(queries: readonly string[] | null, keys: readonly string[] | null): readonly TextSide[] {
  if (queries && !keys) return ['query'];
  return keys && !queries ? ['key'] : ['query', 'key'];
}

function sentenceStarts({ lengths }: DocumentLevels): ReadonlySet<number> {
  let start = 0;
  return new Set(lengths.map((length) => (start += length) - length));
}

function levelsOf(
  { lengths, sentences, words }: DocumentLevels,
  queries: readonly Word[],
  keys: readonly Word[],
  pieces: PieceRule,
) {
  const wordWeights = joinPieces({ rows: 1, columns: words.length, values: words }, queries, keys, pieces).values;
  let token = 0;
  let end = 0;
  const list = lengths.map((length, at): TextSentence => {
    const first = end;
    token += length;
    while (end < keys.length && keys[end].end <= token) end++;
    return { weight: sentences[at], first, end };
  });
  return { sentences: list, wordWeights };
}
