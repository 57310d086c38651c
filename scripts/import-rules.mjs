/**
 * Who may import whom. Core is made of rooms, each with the rooms and packages it may reach; elements reach core's
 * subpaths and lit, and nothing of one another.
 */
import { dirname, join, relative, sep } from 'node:path';
import { parseAst } from 'vite';

/** Room of core → what it may import: other rooms, and packages from npm. */
const rooms = {
  shape: { rooms: ['errors'], packages: [] },
  tensor: { rooms: ['errors', 'shape'], packages: [] },
  errors: { rooms: ['rare-sentences'], packages: [] },
  'rare-sentences': { rooms: [], packages: [] },
  // A failed import is tried again by another address, which is computed.
  slices: { rooms: [], packages: [] },
  lazy: { rooms: ['errors'], packages: [/^\(computed\)$/] },
  registry: { rooms: [], packages: [] },
  register: { rooms: ['color', 'data', 'element'], packages: [] },
  math: { rooms: ['shape', 'tensor', 'errors'], packages: [] },
  color: { rooms: ['shape', 'tensor', 'errors', 'registry', 'math'], packages: [] },
  data: { rooms: ['shape', 'tensor', 'errors', 'lazy', 'registry'], packages: [/^zarrita$/, /^fzstd$/] },
  vector: { rooms: ['errors'], packages: [] },
  gl: { rooms: ['shape', 'tensor', 'errors', 'color', 'math'], packages: [] },
  tfjs: { rooms: ['gl', 'math', 'tensor', 'errors', 'lazy'], packages: [/^@tensorflow\/tfjs-/] },
  model: {
    rooms: ['shape', 'tensor', 'errors', 'slices', 'lazy', 'math', 'data'],
    packages: [/^@huggingface\/tokenizers$/],
  },
  element: {
    rooms: [
      'shape',
      'tensor',
      'errors',
      'rare-sentences',
      'slices',
      'lazy',
      'registry',
      'math',
      'color',
      'data',
      'gl',
      'vector',
    ],
    packages: [/^lit(\/|$)/, /^d3-[a-z]+$/],
  },
};

/** What computes for one element alone, which may reach it, and only when that starts: training, running models. */
const onlyOf = { tfjs: 'attn-trainer', model: 'attn-model' };

/**
 * Every import of a source, also of types: its specifier and whether it is not loaded with the source, but later, by
 * `import()`, or never, as the type `import('…')`.
 * @returns {{specifier: string, dynamic: boolean}[]}
 */
export function importsOf(source) {
  const found = [];
  const visit = (node) => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node?.type !== 'string') return;
    const from = node.type === 'TSImportType' ? (node.source ?? node.argument?.literal ?? node.argument) : node.source;
    if (/^(Import|Export|TSImport)/.test(node.type) && from) {
      // Minifiers write text as templates without holes.
      const text =
        from.type === 'TemplateLiteral' && from.quasis.length === 1 ? from.quasis[0].value.cooked : from.value;
      found.push({ specifier: text ?? '(computed)', dynamic: /^(ImportExpression|TSImportType)$/.test(node.type) });
    }
    for (const key of Object.keys(node)) if (typeof node[key] === 'object') visit(node[key]);
  };
  visit(parseAst(source, { lang: 'ts' }).body);
  return found;
}

/** Fault of one import of a file in `packages/core/src`, null when there is none. */
function wrongInCore(path, { specifier }) {
  const room = path.split('/')[0].replace(/\.ts$/, '');
  const allowed = rooms[room];
  if (!allowed) return `${room} is no room of core`;
  if (!specifier.startsWith('.')) {
    return allowed.packages.some((pattern) => pattern.test(specifier)) ? null : `${room} must not import ${specifier}`;
  }
  const target = relative('.', join(dirname(path), specifier))
    .split(sep)
    .join('/');
  if (target.startsWith('..')) return `${specifier} leaves the package`;
  const other = target.split('/')[0].replace(/\.js$/, '');
  return other === room || allowed.rooms.includes(other) ? null : `${room} must not import ${other}`;
}

/** The same for a file in `packages/<tag>/src`. `subpaths` are core's, without `./`. */
function wrongInElement(tag, path, { specifier, dynamic }, subpaths) {
  if (specifier.startsWith('.')) {
    const target = relative('.', join(dirname(path), specifier));
    return target.startsWith('..') ? `${specifier} leaves the package` : null;
  }
  if (/^lit(\/[\w/-]+\.js)?$/.test(specifier)) return null;
  const [, subpath] = /^@attn-elements\/core\/(.+)$/.exec(specifier) ?? [];
  const owner = onlyOf[subpath];
  // What runs models without a page is that and nothing more.
  const isWhole = owner === 'attn-model' && path === 'run.ts';
  if (owner)
    return tag === owner && (dynamic || isWhole) ? null : `core/${subpath} is reached only by import(), from ${owner}`;
  if (subpath) return subpaths.includes(subpath) ? null : `core has no subpath ${subpath}`;
  return specifier.startsWith('@attn-elements/')
    ? `elements do not import ${specifier}`
    : `elements must not import ${specifier}`;
}

/** The same for a file of `packages/attn-elements`, which holds nothing but the elements. One that failed it asks for by another address. */
function wrongInCollection({ specifier }, path) {
  if (specifier === '(computed)' && path === 'autoloader.ts') return null;
  if (specifier.startsWith('./') || specifier === '@attn-elements/core/register') return null;
  return /^@attn-elements\/(?!core\b)[\w-]+(\/define)?$/.test(specifier)
    ? null
    : `attn-elements must not import ${specifier}`;
}

/** Packages that `packages/render` reaches: it draws in Node what the script of all elements makes of a page. */
const ofRender = [
  '@attn-elements/core/element',
  '@attn-elements/core/vector',
  '@napi-rs/canvas',
  'css-tree',
  'happy-dom',
  '(computed)',
];

/** The same for a file of `packages/render`. */
function wrongInRender({ specifier }) {
  const isAllowed = /^(\.\/|node:)/.test(specifier) || ofRender.includes(specifier);
  return isAllowed ? null : `render must not import ${specifier}`;
}

/**
 * The broken rules of one source file, each as a sentence.
 * @param {string} packageName folder in `packages/`
 * @param {string} path inside its `src/`, with forward slashes
 * @param {string} source
 * @param {string[]} subpaths core's exports without `./`
 */
export function brokenImports(packageName, path, source, subpaths) {
  return importsOf(source)
    .map((found) => {
      if (packageName === 'core') return wrongInCore(path, found);
      if (packageName === 'render') return wrongInRender(found);
      return packageName === 'attn-elements'
        ? wrongInCollection(found, path)
        : wrongInElement(packageName, path, found, subpaths);
    })
    .filter(Boolean)
    .map((wrong) => `packages/${packageName}/src/${path}: ${wrong}`);
}
