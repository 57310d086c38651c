import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { unguardText } from '../../src/data/guarded-text.js';
import { csvParts } from '../../src/data/write/index.js';

/** Reads CSV as RFC 4180 defines it, one character after the other. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let at = 0;
  while (at < text.length) {
    if (text[at] === '"' && field === '') {
      for (at++; text[at] !== '"' || text[at + 1] === '"'; at++) {
        if (at >= text.length) throw new Error('a quote is not closed');
        if (text[at] === '"') at++;
        field += text[at];
      }
      at++;
      if (text[at] !== ',' && text[at] !== '\r') throw new Error('text after a quoted field');
    } else if (text[at] === ',') {
      row.push(field);
      field = '';
      at++;
    } else if (text[at] === '\r' && text[at + 1] === '\n') {
      rows.push([...row, field]);
      row = [];
      field = '';
      at += 2;
    } else if (/["\r\n]/.test(text[at])) throw new Error(`a bare ${JSON.stringify(text[at])}`);
    else field += text[at++];
  }
  if (row.length > 0 || field) throw new Error('the last line does not end');
  return rows;
}

describe('CSV', () => {
  it('reads back as it was written, whatever the tokens are', () => {
    const piece = fc.constantFrom(
      '"',
      ',',
      '\n',
      '\r',
      '\r\n',
      ' ',
      '\t',
      'a',
      '注意',
      '""',
      ';',
      '\u2028',
      '=1+1',
      '-',
      "'",
      '@',
    );
    const token = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(fc.array(fc.array(token, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }), (rows) => {
        const read = parse([...csvParts(rows)].join(''));
        expect(read.map((row) => row.map(unguardText))).to.deep.equal(rows);
      }),
      { numRuns: 500 },
    );
  });

  it('holds no text that a spreadsheet would run', () => {
    const start = fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '＝');
    fc.assert(
      fc.property(start, fc.string(), (first, rest) => {
        fc.pre(Number.isNaN(Number(first + rest)));
        const [[written]] = parse([...csvParts([[first + rest, 1]])].join(''));
        expect(written).to.equal(`'${first}${rest}`);
      }),
    );
    const [row] = parse([...csvParts([["=cmd|'/C calc'!A0", -0.5, '-0.5', "don't", "'quoted'"]])].join(''));
    expect(row).to.deep.equal(["'=cmd|'/C calc'!A0", '-0.5', '-0.5', "don't", "'quoted'"]);
  });

  it('keeps every digit of a number', () => {
    const value = fc.oneof(fc.double(), fc.float());
    fc.assert(
      fc.property(fc.array(value, { minLength: 1 }), (values) => {
        const [fields] = parse([...csvParts([values])].join(''));
        expect(fields.map(Number)).to.deep.equal(values.map((one) => (one === 0 ? 0 : one)));
      }),
    );
  });
});
