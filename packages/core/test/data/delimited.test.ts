import { describe, expect, it } from 'vitest';
import { readDelimited } from '../../src/data/index.js';

// What Python 3.11's csv.reader(StringIO(text), delimiter) gives for each.
describe('cells of delimited text', () => {
  it.each([
    [
      'commas',
      'a,b\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['commas within quotes', '"x,y",z\n', [['x,y', 'z']]],
    [
      'quotes within quotes',
      '"a ""b""",c\n"""",d',
      [
        ['a "b"', 'c'],
        ['"', 'd'],
      ],
    ],
    [
      'line ends within quotes',
      '"a\nb",c\r\n"d\r\ne",f\r\n',
      [
        ['a\nb', 'c'],
        ['d\r\ne', 'f'],
      ],
    ],
    [
      'tabs, with line ends, tabs and quotes within quotes',
      'x\ty\n"a\nb\t""c"""\td\n',
      [
        ['x', 'y'],
        ['a\nb\t"c"', 'd'],
      ],
    ],
    [
      'tabs, and quotes within a plain cell',
      'He said "no".\tx\n5" pipe\ty',
      [
        ['He said "no".', 'x'],
        ['5" pipe', 'y'],
      ],
    ],
    [
      'empty cells',
      ',a,\n,,b\n',
      [
        ['', 'a', ''],
        ['', '', 'b'],
      ],
    ],
    [
      'line ends of old',
      'a,b\rc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
  ])('%s', (_, text, records) => {
    expect(readDelimited(text)).toEqual(records);
  });

  it('take semicolons where the first record has no comma or tab outside of quotes', () => {
    expect(readDelimited('"a,b";c\n1,5;d')).toEqual([
      ['a,b', 'c'],
      ['1,5', 'd'],
    ]);
  });

  it('keep a quote that opens nothing', () => {
    expect(readDelimited('"Hi," he said.\tx\n"Never closed\ty\n')).toEqual([
      ['"Hi," he said.', 'x'],
      ['"Never closed', 'y'],
    ]);
    expect(readDelimited('"a;b";1,5\n')).toEqual([['"a;b";1', '5']]);
  });

  it('may have blanks behind a closing quote', () => {
    expect(readDelimited('"a,b" ,c\n"d"  \n')).toEqual([['a,b', 'c'], ['d']]);
  });

  it('pass over a mark of byte order and empty lines', () => {
    expect(readDelimited('\ufeffa,b\n\n\r\nc,d\n\n')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });
});
