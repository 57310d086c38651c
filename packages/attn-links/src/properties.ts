import {
  numberPair,
  oneOf,
  optionalNumber,
  type Rule,
  sourceProperties,
  sourceRules,
  wordList,
} from '@attn-elements/core/element';
import type { PropertyDeclarations } from 'lit';

/** Attributes and the properties that they set; text becomes what it stands for by the rules below. */
export const linksProperties = {
  ...sourceProperties,
  group: {},
  heads: {},
  mass: {},
  top: {},
  min: {},
  domain: {},
  direction: {},
  hideFirstToken: { attribute: 'hide-first-token', type: Boolean },
  heading: {},
  queryTitle: { attribute: 'query-title' },
  keyTitle: { attribute: 'key-title' },
  controls: { type: Boolean },
  width: {},
  height: {},
} satisfies PropertyDeclarations;

const isCount = (value: number) => Number.isInteger(value) && value >= 0;

/** What each property may be. */
export const linksRules = {
  ...sourceRules,
  heads: {
    check(value) {
      const list = wordList(/[\s,]+/)
        .check(value)
        ?.map(Number);
      return list?.length && list.every(isCount) ? list : undefined;
    },
    fallback: null,
  } as Rule<readonly number[] | null>,
  mass: { check: (value) => (Number(value) > 0 && Number(value) <= 1 ? Number(value) : undefined), fallback: 0.7 },
  top: {
    check: (value) => (isCount(Number(value)) && Number(value) > 0 ? Number(value) : undefined),
    fallback: null,
  } as Rule<number | null>,
  min: optionalNumber,
  domain: numberPair,
  direction: oneOf(['vertical', 'horizontal']),
  width: optionalNumber,
  height: optionalNumber,
} satisfies Record<string, Rule<unknown>>;
