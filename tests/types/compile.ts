import { join } from 'node:path';
import ts from 'typescript';

const folder = import.meta.dirname;

const usual: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: false,
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.Preserve,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  jsx: ts.JsxEmit.ReactJSX,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  types: [],
  // The packages stand in the repository, where they have no React, Vue or Svelte of their own.
  paths: { react: ['./node_modules/@types/react'], 'react/*': ['./node_modules/@types/react/*'] },
  baseUrl: folder,
};

/**
 * Complaints of strict TypeScript on modules of these texts, as they would stand in a project that installed the packages: a list for each
 * module, and one for the packages themselves. One program for all: most of its time goes into the libraries.
 * @param more options of that project
 */
export function problemsIn(
  files: Readonly<Record<string, string>>,
  more: ts.CompilerOptions = {},
): Map<string, string[]> {
  const options = { ...usual, ...more };
  const texts = new Map(Object.entries(files).map(([name, text]) => [join(folder, name), text]));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.readFile = (path) => texts.get(path) ?? readFile(path);
  host.getSourceFile = (path, language, ...rest) => {
    const text = texts.get(path);
    return text === undefined ? getSourceFile(path, language, ...rest) : ts.createSourceFile(path, text, language);
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  const problems = new Map<string, string[]>([...Object.keys(files), 'packages'].map((name) => [name, []]));
  for (const { file, start = 0, code, messageText } of ts.getPreEmitDiagnostics(program)) {
    const path = file?.fileName ?? '';
    // TensorFlow.js' own types need others that it does not bring.
    if (path.includes('/node_modules/')) continue;
    const name = path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : 'packages';
    const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
    const text = ts.flattenDiagnosticMessageText(messageText, ' ');
    problems.get(name)!.push(`${name === 'packages' ? path : ''}${line}: TS${code} ${text}`);
  }
  return problems;
}
