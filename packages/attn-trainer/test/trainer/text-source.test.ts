import { describe, expect, it } from 'vitest';
import { sourceText } from '../../src/corpus/text-source.js';

const table = 'text,label\ncaf\u00e9,yes\n';
const latin1 = Uint8Array.from(table, (one) => one.charCodeAt(0));

describe('the text of a table', () => {
  it('is UTF-8, UTF-16, or in the encoding that the author names', async () => {
    expect(await sourceText(new TextEncoder().encode(table))).toMatchObject({ text: table });
    expect(await sourceText(latin1, 'latin1')).toMatchObject({ text: table });
    const codes = Array.from(`\ufeff${table}`, (one) => one.charCodeAt(0));
    const little = Uint8Array.from(codes.flatMap((code) => [code & 255, code >> 8]));
    expect(await sourceText(little)).toMatchObject({ text: table });
  });

  it('of another encoding is told, and never learned with replacement characters', async () => {
    await expect(sourceText(latin1)).rejects.toMatchObject({
      code: 'wrong-encoding',
      message: expect.stringContaining('encoding="gbk"'),
    });
  });

  it('is none where the bytes are arrays', async () => {
    const npz = Uint8Array.of(0x50, 0x4b, 3, 4, 0x14, 0, 0, 0);
    expect(await sourceText(npz)).toBe(npz);
  });
});
