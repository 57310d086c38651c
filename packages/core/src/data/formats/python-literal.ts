/** A Python tuple; lists are arrays, dicts are Maps. */
export class PythonTuple {
  readonly items: readonly unknown[];

  constructor(items: readonly unknown[]) {
    this.items = items;
  }
}

// A string with its prefix, a number with the L of Python 2, a name, or one sign of punctuation. Each alternative can
// match in one way only, so that no text makes the engine try again and again.
const token = /\s*(?:[uUbBrR]{0,2}('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")|([-+]?\d+)[lL]?|(\w+)|(\S))/y;
const names: Readonly<Record<string, unknown>> = { True: true, False: false, None: null };

/**
 * Reads a Python literal of dicts, tuples, lists, strings, integers, True, False and None: what the header of an npy
 * file is written in. Nothing is evaluated. Nesting deeper than 32 is refused, so that no header overflows the stack.
 * @throws {SyntaxError}
 */
export function parsePythonLiteral(text: string): unknown {
  let at = 0;
  let ahead = next();
  const value = read(0);
  if (ahead) throw new SyntaxError('text after the literal');
  return value;

  function next(): RegExpExecArray | null {
    token.lastIndex = at;
    const found = token.exec(text);
    if (found) at = token.lastIndex;
    else if (text.slice(at).trim()) throw new SyntaxError('not a literal');
    return found;
  }

  function take(): RegExpExecArray {
    const taken = ahead;
    if (!taken) throw new SyntaxError('the literal ends early');
    ahead = next();
    return taken;
  }

  function accept(sign: string): boolean {
    if (ahead?.[4] !== sign) return false;
    take();
    return true;
  }

  function expect(sign: string): void {
    if (!accept(sign)) throw new SyntaxError(`${sign} is missing`);
  }

  function read(depth: number): unknown {
    if (depth > 32) throw new SyntaxError('nested too deeply');
    const [, string, integer, name, sign] = take();
    if (string) return string.slice(1, -1).replace(/\\(.)/g, '$1');
    if (integer) return Number(integer);
    if (name && Object.hasOwn(names, name)) return names[name];
    if (sign === '{') {
      const dict = new Map<unknown, unknown>();
      while (!accept('}')) {
        const key = read(depth + 1);
        expect(':');
        dict.set(key, read(depth + 1));
        if (ahead?.[4] !== '}') expect(',');
      }
      return dict;
    }
    if (sign !== '(' && sign !== '[') throw new SyntaxError('not a literal');
    const close = sign === '(' ? ')' : ']';
    const items: unknown[] = [];
    let comma = false;
    while (!accept(close)) {
      items.push(read(depth + 1));
      comma = accept(',');
      if (!comma && ahead?.[4] !== close) throw new SyntaxError(', is missing');
    }
    // Brackets around one value make a tuple only with a comma.
    if (sign === '(') return items.length === 1 && !comma ? items[0] : new PythonTuple(items);
    return items;
  }
}
