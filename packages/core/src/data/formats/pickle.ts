import { reason } from '../../errors.js';
import { numberAt } from '../bytes.js';
import { damaged, type ReadContext, unsupported } from './format.js';

/** Name of a class or a function of Python. It stays a name: nothing is imported, and nothing is called. */
export class PythonName {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** Meaning that a file format gives to the few names and references that it knows. */
export interface PickleMeanings {
  /** Value of a call. @throws {AttnError} for every name that it does not know */
  call(name: string, given: readonly unknown[]): unknown;
  /** Value that the pickle refers to, and that lies beside it. */
  persistent(id: unknown): unknown;
}

const latin1 = new TextDecoder('latin1');
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Values of one byte each. */
const constants = new Map<string, unknown>([
  ['N', null],
  ['\x88', true],
  ['\x89', false],
]);

/** Bytes of a number that follows, of least significant byte first; and of a length of what follows. */
const numbers = new Map([
  ['K', 1],
  ['M', 2],
]);
const texts = new Map([
  ['\x8c', 1],
  ['X', 4],
  ['\x8d', 8],
]);
const wholes = new Map([
  ['\x8a', 1],
  ['\x8b', 4],
]);

/** Bytes of a place in the memo, by the instructions that write it and that read it. */
const puts = new Map([
  ['q', 1],
  ['r', 4],
]);
const gets = new Map([
  ['h', 1],
  ['j', 4],
]);

/**
 * The value of a pickle of protocols 2 to 5 (CPython, `pickletools`), out of a closed list of instructions: numbers, text, lists and
 * tuples, which are both arrays, dicts, which are maps, and calls of names to which the format gives a meaning. Everything else is refused.
 * @throws {AttnError} `unsupported`, `damaged`, and what the meanings throw
 */
export function readPickle(bytes: Uint8Array, context: ReadContext, meanings: PickleMeanings): unknown {
  const memo = new Map<number, unknown>();
  const marks: number[] = [];
  const stack: unknown[] = [];
  let at = 0;
  const broken = () => damaged(context, reason`its pickle is not valid`);
  const take = (length: number) => {
    if (!(at + length <= bytes.length)) throw broken();
    return bytes.subarray(at, (at += length));
  };
  const number = (width: number) => numberAt(take(width), 0, width);
  const pop = (): unknown => {
    if (stack.length <= (marks.at(-1) ?? 0)) throw broken();
    return stack.pop();
  };
  const popMany = (count: number) => Array.from({ length: count }, pop).reverse();
  const popMarked = (): unknown[] => {
    const mark = marks.pop();
    if (mark === undefined) throw broken();
    return stack.splice(mark);
  };
  const top = <T>(kind: new (...given: never[]) => T): T => {
    const value = stack.length > (marks.at(-1) ?? 0) ? stack.at(-1) : null;
    if (!(value instanceof kind)) throw broken();
    return value;
  };
  const add = (items: readonly unknown[]) => {
    const list = top(Array);
    for (const item of items) list.push(item);
  };
  const set = (items: readonly unknown[]) => {
    if (items.length % 2) throw broken();
    const dict = top(Map);
    for (let pair = 0; pair < items.length; pair += 2) dict.set(items[pair], items[pair + 1]);
  };
  const line = () => {
    const end = bytes.indexOf(10, at);
    if (end < 0) throw broken();
    const text = latin1.decode(take(end - at));
    at++;
    return text;
  };
  const text = (length: number) => {
    const own = take(length);
    try {
      return utf8.decode(own);
    } catch {
      throw broken();
    }
  };
  const call = (name: unknown, given: unknown) => {
    if (!(name instanceof PythonName) || !Array.isArray(given)) throw broken();
    return meanings.call(name.name, given);
  };

  /** Carries out one instruction on the stack; false where it is none that is read. */
  const step = (code: string): boolean => {
    const [width, length, whole, put, get] = [numbers, texts, wholes, puts, gets].map((table) => table.get(code));
    if (constants.has(code)) stack.push(constants.get(code));
    else if (width) stack.push(number(width));
    else if (code === 'J') stack.push(number(4) | 0);
    else if (code === 'G') stack.push(floatOf(take(8)));
    else if (whole) stack.push(wholeOf(take(number(whole))));
    else if (length) stack.push(text(number(length)));
    else if (put) memo.set(number(put), stack.at(-1));
    else if (code === '\x94') memo.set(memo.size, stack.at(-1));
    else if (get) {
      const place = number(get);
      if (!memo.has(place)) throw broken();
      stack.push(memo.get(place));
    } else if (code === '(') marks.push(stack.length);
    else if (code === ']' || code === ')') stack.push([]);
    else if (code === '}') stack.push(new Map());
    else if (code === 't' || code === 'l') stack.push(popMarked());
    else if (code >= '\x85' && code <= '\x87') stack.push(popMany(code.charCodeAt(0) - 0x84));
    else if (code === 'a') add([pop()]);
    else if (code === 'e') add(popMarked());
    else if (code === 's') set(popMany(2));
    else if (code === 'u') set(popMarked());
    else if (code === '0') pop();
    else if (code === 'c') stack.push(new PythonName(`${line()}.${line()}`));
    else if (code === '\x93') stack.push(new PythonName(popMany(2).join('.')));
    else if (code === 'R' || code === '\x81') {
      const [name, given] = popMany(2);
      stack.push(call(name, given));
    } else if (code === 'Q') stack.push(meanings.persistent(pop()));
    // The attributes of a dict, of which nothing is read.
    else if (code === 'b' && stack.at(-2) instanceof Map) pop();
    else if (code === '\x95') take(8);
    else return false;
    return true;
  };

  if (bytes[0] !== 0x80 || !(bytes[1] >= 2 && bytes[1] <= 5)) throw broken();
  at = 2;
  for (;;) {
    const code = String.fromCharCode(take(1)[0]);
    if (code === '.') return pop();
    if (!step(code)) {
      throw unsupported(context, reason`an instruction of Python’s pickle, 0x${code.charCodeAt(0).toString(16)}`);
    }
  }
}

function floatOf(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getFloat64(0);
}

/** A whole number of any length, in two's complement, the least significant byte first. */
function wholeOf(bytes: Uint8Array): number | bigint {
  const digits = Array.from(bytes.toReversed(), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const whole = BigInt.asIntN(bytes.length * 8, BigInt(`0x${digits || '0'}`));
  return Number.isSafeInteger(Number(whole)) ? Number(whole) : whole;
}
