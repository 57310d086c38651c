// A string, brackets, a comma that nothing follows, the names of three values, and the L of Python 2's long integers.
// Each alternative can match in one way only, so that no text makes the engine try again and again.
const token = /'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|\(|\)|,(?=\s*[)\]}])|True|False|None|(?<=\d)L/g;
const words: Readonly<Record<string, string>> = {
  '(': '{"tuple":[',
  ')': ']}',
  True: 'true',
  False: 'false',
  None: 'null',
};

/**
 * Reads a Python literal of dicts, tuples, lists, strings, integers, True, False and None, in which the headers of npy
 * files are written, by writing it as JSON. Nothing is evaluated. A tuple becomes {tuple: […]}.
 * @throws {SyntaxError}
 */
export function parsePythonLiteral(text: string): unknown {
  // Brackets around one value make a tuple only with a comma.
  if (/\(\s*\w+\s*\)/.test(text)) throw new SyntaxError('not a tuple');
  const json = text.replace(token, (found: string, single?: string, double?: string) => {
    const string = single ?? double;
    return string === undefined ? (words[found] ?? '') : JSON.stringify(string.replace(/\\(.)/g, '$1'));
  });
  return JSON.parse(json);
}
