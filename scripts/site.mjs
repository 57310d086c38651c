/**
 * `npm run site`: builds the packages and the manual, and writes a folder of files, `site`, for any host of pages and under any path:
 * the article in `/`, its Chinese in `/zh/`, the playground in `/playground/`, the manual in `/manual/`, the CDN files in `/elements/`.
 * `npm run site -- --out folder` names another folder; `--no-manual` leaves the manual out.
 */
import { copyFileSync, cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { install, root, turbo } from './bootstrap.mjs';
import { siteMounts } from './serve.mjs';

/** Writes the files of a site into an empty folder. */
export function writeSite(folder, { hasManual = true } = {}) {
  rmSync(folder, { recursive: true, force: true });
  const mounts = siteMounts();
  if (hasManual) mounts['/manual/'] = join(root, 'stories/storybook-static/');
  for (const [path, source] of Object.entries(mounts)) {
    const target = join(folder, path);
    mkdirSync(path.endsWith('/') ? target : join(target, '..'), { recursive: true });
    if (path.endsWith('/'))
      cpSync(source, target, { recursive: true, filter: (file) => !/\.(mjs|py|map)$/.test(file) });
    else copyFileSync(source, target);
  }
  // Hosts that make pages of Markdown leave out what begins with an underscore, unless they are told to leave all as it is.
  writeFileSync(join(folder, '.nojekyll'), '');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: { out: { type: 'string', default: 'site' }, manual: { type: 'boolean', default: true } },
    allowNegative: true,
  });
  const folder = resolve(root, values.out);
  if (existsSync(folder) && !existsSync(join(folder, '.nojekyll'))) {
    console.error(`${basename(folder)} is there, and was not written by this command: name another folder, --out.`);
    process.exit(1);
  }
  await install();
  const filters = values.manual ? ['--filter=@attn-elements/stories'] : ['--filter=./packages/*'];
  const status = await turbo(['build', ...filters, '--output-logs=errors-only']);
  if (status !== 0) process.exit(status);
  writeSite(folder, { hasManual: values.manual });
  console.log(`The site is in ${values.out}.`);
}
