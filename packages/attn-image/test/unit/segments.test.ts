import { describe, expect, it } from 'vitest';
import { checkSegments } from '../../src/segments.js';

const text = { kind: 'text', start: 0, length: 5 };
const image = { kind: 'image', start: 5, length: 6, rows: 2, columns: 3 };

describe('segments', () => {
  it('are taken in the order of the sequence', () => {
    expect(checkSegments([image, text])).toEqual([text, image]);
  });

  it('are refused where they are no places, overlap, or have another grid', () => {
    const wrong = [
      null,
      [],
      [{ ...text, kind: 'words' }],
      [{ ...text, start: -1 }],
      [{ ...text, length: 0 }],
      [{ ...image, rows: 3 }],
      [{ ...image, columns: undefined }],
      [text, { ...image, start: 4 }],
    ];
    for (const value of wrong) expect(checkSegments(value), JSON.stringify(value)).toBe(undefined);
  });
});
