/**
 * Writes the custom elements manifest of the package it is run in, from the JSDoc and static properties of `src/`.
 * What is not for users is left out: private members, statics, and modules that declare no element.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { cli } from '@custom-elements-manifest/analyzer/cli.js';

/** Lit's own life cycle: public because a base class makes it so, of no use to who writes a page. */
const inner = new Set(['connectedCallback', 'disconnectedCallback', 'attributeChangedCallback', 'createRenderRoot']);

const isPublic = (member) =>
  !member.name.startsWith('#') &&
  !member.name.startsWith('_') &&
  !member.static &&
  !inner.has(member.name) &&
  member.privacy !== 'private' &&
  member.privacy !== 'protected';

const built = (path) => path?.replace(/^src\//, 'dist/').replace(/\.ts$/, '.js');

/** What a module says to users, null when it says nothing. */
function published(module) {
  const declarations = module.declarations.filter((declaration) => declaration.customElement);
  const definitions = module.exports?.filter(({ kind }) => kind === 'custom-element-definition') ?? [];
  if (declarations.length === 0 && definitions.length === 0) return null;
  for (const declaration of declarations) {
    declaration.members = declaration.members?.filter(isPublic);
    const properties = new Set(declaration.members?.map(({ name }) => name));
    declaration.attributes = declaration.attributes?.filter(({ fieldName }) => !fieldName || properties.has(fieldName));
  }
  const exports = module.exports.filter(({ kind, name }) => {
    return kind === 'custom-element-definition' || declarations.some((declaration) => declaration.name === name);
  });
  for (const { declaration } of exports) if (declaration.module) declaration.module = built(declaration.module);
  return { ...module, path: built(module.path), declarations, exports };
}

/** The manifest of the package in `folder`. */
export async function manifestOf(folder) {
  const manifest = await cli({
    argv: ['analyze', '--litelement', '--quiet', '--globs', 'src/**/*.ts'],
    cwd: folder,
    noWrite: true,
  });
  return { ...manifest, readme: 'README.md', modules: manifest.modules.map(published).filter(Boolean) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const manifest = await manifestOf(process.cwd());
  if (!manifest.modules.some(({ declarations }) => declarations.some(({ tagName }) => tagName))) {
    console.error('No class in src/ says which element it is: @customElement is missing from its JSDoc.');
    process.exit(1);
  }
  writeFileSync('custom-elements.json', `${JSON.stringify(manifest, null, 2)}\n`);
}
