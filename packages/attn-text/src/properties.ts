import { numberPair, oneOf, type Rule, sourceProperties, sourceRules } from '@attn-elements/core/element';
import type { PropertyDeclarations } from 'lit';
import { levels } from './model.js';
import { pieceRules } from './pieces.js';
import type { SentenceTokens } from './document.js';

/** Which of the two a chosen word of a text is that attends to itself. */
const axes = ['query', 'key'] as const;

/** Attributes and the properties that they set; text becomes what it stands for by the rules below. */
export const textProperties = {
  ...sourceProperties,
  group: {},
  pieces: {},
  axis: {},
  query: {},
  key: {},
  level: {},
  domain: {},
  hideFirstToken: { attribute: 'hide-first-token', type: Boolean },
  heading: {},
  queryTitle: { attribute: 'query-title' },
  keyTitle: { attribute: 'key-title' },
} satisfies PropertyDeclarations;

/** Words, or a list of them for each sentence. */
const tokens: Rule<SentenceTokens | null> = {
  check(value) {
    let list: unknown = value;
    if (typeof value === 'string') {
      try {
        list = JSON.parse(value);
      } catch {
        // Most lists of words are no JSON.
      }
    }
    if (!Array.isArray(list)) return sourceRules.tokens.check(value);
    return list.map((item: unknown) => (Array.isArray(item) ? item.map(String) : String(item)));
  },
  fallback: null,
};

/** What each property may be. */
export const textRules = {
  ...sourceRules,
  tokens,
  pieces: oneOf(pieceRules),
  axis: oneOf(axes),
  query: sourceRules.layer,
  key: sourceRules.layer,
  level: oneOf(levels),
  domain: numberPair,
} satisfies Record<string, Rule<unknown>>;
