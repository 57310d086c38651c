import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../tests/recipes');

/** Texts of the files of a folder, by their paths in it. */
function textsIn(root: string): Record<string, string> {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' });
  const files = paths.filter((path) => statSync(join(root, path)).isFile());
  return Object.fromEntries(files.map((path) => [path.replaceAll('\\', '/'), readFileSync(join(root, path), 'utf8')]));
}

/** Recipes as a module, `virtual:recipes`: a bundler would take their files for modules of the manual's own. */
export const recipeFiles = () => ({
  name: 'recipe-files',
  resolveId: (id: string) => (id === 'virtual:recipes' ? '\0recipes' : null),
  load(id: string) {
    if (id !== '\0recipes') return null;
    const names = readdirSync(folder).filter((name) => statSync(join(folder, name)).isDirectory());
    const recipes = names.map((name) => {
      const recipe = JSON.parse(readFileSync(join(folder, name, 'recipe.json'), 'utf8'));
      return [name, { ...recipe, files: textsIn(join(folder, name, 'files')) }];
    });
    return `export default ${JSON.stringify(Object.fromEntries(recipes))}`;
  },
});
