import { type Property, wordList } from './property.js';

const isIndex = (value: number) => Number.isInteger(value) && value >= 0;

/** Several positions, from 0: `"0 3 5"`. */
export const indexList: Property<readonly number[] | null> = {
  check(value) {
    const list = wordList(/[\s,]+/)
      .check(value)
      ?.map(Number);
    return list?.length && list.every(isIndex) ? list : undefined;
  },
  initial: null,
  needs: 'needsIndices',
};
