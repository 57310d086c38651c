import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../scripts/bootstrap.mjs';

const page = readFileSync(join(root, 'stories/engines.mdx'), 'utf8');
const exported = JSON.parse(readFileSync(join(root, 'tests/checks/exports/core.json'), 'utf8'));

/** Rows of the table under "Who offers what": an operation's name for each engine. */
const rows = page
  .slice(page.indexOf('## Who offers what'), page.indexOf('## WebGL'))
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.split('|').slice(2, 5));

it.each(['math', 'gl', 'tfjs'])('the manual names operations that core/%s exports', (room) => {
  const column = rows[0].findIndex((heading) => heading.includes(`core/${room}`));
  const names = rows.slice(2).flatMap((row) => [...row[column].matchAll(/`(\w+)`/g)].map(([, name]) => name));
  expect(names.length).toBeGreaterThan(2);
  const known = JSON.stringify(exported[`./${room}`]);
  for (const name of names) expect(known).toContain(`"${name}"`);
});
