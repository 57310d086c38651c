/**
 * The fonts of the test browsers: Latin, Greek, Cyrillic, Devanagari, Chinese, Hebrew, Arabic and emoji, whatever the machine has.
 * npm carries them as web fonts, which pages would have to name and to wait for; unpacked, they are fonts of the system to
 * every browser that asks fontconfig, as those of Linux do. Elsewhere systems bring fonts for all of these scripts.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decompress } from 'wawoff2';
import { root } from '../bootstrap.mjs';

const folderOf = (name) => join(root, 'node_modules', name);

/** Packages, and which of their files: upright, of every weight, and not what another of them has as well. */
const sources = [
  ['@fontsource-variable/noto-sans', /-wght-normal\.woff2$/],
  ['@fontsource-variable/noto-sans-sc', /-sc-\d+-wght-normal\.woff2$/],
  ['@fontsource-variable/noto-sans-hebrew', /-hebrew-hebrew-wght-normal\.woff2$/],
  ['@fontsource-variable/noto-naskh-arabic', /-arabic-arabic-wght-normal\.woff2$/],
  ['@infolektuell/noto-color-emoji', /\.woff2$/],
];

const families = ['sans-serif', 'system-ui', 'serif', 'monospace'];

const configuration = (folder) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <cachedir>${join(folder, 'cache')}</cachedir>
${families.map((name) => `  <alias><family>${name}</family><prefer><family>Noto Sans</family></prefer></alias>`).join('\n')}
</fontconfig>
`;

/** Where everything lies for the versions that are installed, and for what is written here. */
function home() {
  const hash = createHash('sha256').update(readFileSync(fileURLToPath(import.meta.url)));
  for (const [name] of sources) hash.update(readFileSync(join(folderOf(name), 'package.json')));
  return join(root, 'node_modules', '.cache', `fonts-${hash.digest('hex').slice(0, 12)}`);
}

async function unpack(folder) {
  // Of another name until all is there: two tasks may begin at the same time.
  const attempt = `${folder}.${process.pid}`;
  mkdirSync(join(attempt, 'fonts'), { recursive: true });
  for (const [name, wanted] of sources) {
    const files = join(folderOf(name), 'files');
    for (const file of readdirSync(files).filter((one) => wanted.test(one))) {
      const font = await decompress(readFileSync(join(files, file)));
      writeFileSync(join(attempt, 'fonts', `${name.split('/')[1]}.${file.replace('.woff2', '.ttf')}`), font);
    }
  }
  writeFileSync(join(attempt, 'fonts.conf'), configuration(folder));
  try {
    renameSync(attempt, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(attempt, { recursive: true });
  }
}

/** The environment of a test browser; the fonts are unpacked on first use. */
export function environmentWithFonts() {
  if (process.platform !== 'linux') return process.env;
  const folder = home();
  // In a process of its own, since unpacking takes turns and who asks for a browser does not.
  if (!existsSync(folder)) execFileSync(process.execPath, [fileURLToPath(import.meta.url)], { stdio: 'inherit' });
  return { ...process.env, FONTCONFIG_FILE: join(folder, 'fonts.conf') };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await unpack(home());
