/**
 * Manual of the properties of an element: sentence, type and default of each, from the tables of properties in the
 * type declarations that were built. So it is also what an editor shows.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ts } from '@custom-elements-manifest/analyzer/index.js';

/** All `.d.ts` of a folder, parsed. */
const declarationsIn = (folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.d.ts'))
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      return ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
    });

const oneLine = (text) => text?.replaceAll(/\s+/g, ' ').trim();

/** The type of a property: of `Property<T>` it is `T`, without the paths that the compiler writes into it. */
function typeOf(member) {
  const [given] = member.type.typeArguments ?? [];
  return oneLine(given?.getText().replaceAll(/import\("[^"]*"\)\./g, ''))?.replaceAll('"', "'");
}

/** Of each member of a table: its sentence, its type, and the default that `@default` says. */
function membersOf({ members }) {
  return new Map(
    members.map((member) => {
      const [comment] = member.jsDoc ?? [];
      const tag = comment?.tags?.find(({ tagName }) => tagName.text === 'default');
      const described = {
        description: oneLine(ts.getTextOfJSDocComment(comment?.comment)),
        type: typeOf(member),
        default: oneLine(ts.getTextOfJSDocComment(tag?.comment)),
      };
      return [member.name.getText(), described];
    }),
  );
}

/**
 * Tables of properties, and which of them each class has, in the declarations of some folders.
 * @returns for the name of a class what is said of its own properties, by their names
 */
export function propertyDocs(folders) {
  const tables = new Map();
  const classes = new Map();
  for (const { statements } of folders.flatMap(declarationsIn)) {
    for (const statement of statements) {
      if (ts.isVariableStatement(statement)) {
        for (const { name, type } of statement.declarationList.declarations)
          if (type && ts.isTypeLiteralNode(type)) tables.set(name.text, type);
      } else if (ts.isInterfaceDeclaration(statement)) {
        const heritage = (statement.heritageClauses ?? []).flatMap(({ types }) => types.map((type) => type.getText()));
        if (heritage.length > 0) classes.set(statement.name.text, heritage);
      }
    }
  }
  // Of `PropertiesOf<typeof table>` the table; of an interface what it extends.
  const tablesOf = (name) =>
    (classes.get(name) ?? []).flatMap((type) => {
      const [, table] = /^PropertiesOf<typeof (\w+)>$/.exec(type) ?? [];
      return table ? [tables.get(table)] : tablesOf(type);
    });
  return (className) => new Map(tablesOf(className).flatMap((table) => [...membersOf(table)]));
}
