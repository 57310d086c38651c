import { describe, expect, it } from 'vitest';
import { copiedShare, elementClasses, workingLines } from './copies.js';

/** Limits for the class of an element, in lines and in per cent: what all of them do is written once, in core/element/base. */
const goal = { length: 200, copied: 15 };

describe('the classes of the elements', () => {
  const classes = elementClasses();

  it.each(classes)('$tag keeps to what is its own', (own) => {
    const found = { length: own.length, copied: copiedShare(own, classes) };
    console.log(`${own.tag}: ${found.length} lines, ${found.copied} % in a sibling`);
    expect(found.length).toBeLessThanOrEqual(goal.length);
    expect(found.copied).toBeLessThanOrEqual(goal.copied);
  });

  it('are compared by the lines that do something', () => {
    const source =
      "import {\n  one,\n  two,\n} from './x.js';\n/** A class\n * of ours. */\n// why\none({\n  two,\n});\nthird(line);\n";
    expect(workingLines(source)).toEqual(['one({', 'two,', 'third(line);']);
    const [a, b] = [
      ['x1 y1 z1', 'x2 y2 z2'],
      ['x2 y2 z2', 'x3 y3 z3'],
    ].map((lines, i) => ({ tag: `${i}`, length: 2, lines }));
    expect(copiedShare(a, [a, b])).toBe(50);
  });
});
