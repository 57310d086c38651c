#!/usr/bin/env node
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { svgToTikz, svgToTypst } from '@attn-elements/core/vector';
import { type Command, readCommand, usage, UsageError } from './command-line.js';
import { addFonts, hasFonts } from './fonts.js';
import { drawInto } from './into-page.js';
import { svgToPdf } from './pdf.js';
import { render, type Rendered } from './render.js';
import { asPngOrJpeg } from './pictures.js';

/** Status where a file cannot be read, or a figure not be shown; and where a command is none. */
const FAILED = 1;
const MISUSED = 2;

/** Bytes of a file, or at an address. */
async function read(source: string): Promise<Uint8Array> {
  if (!/^https?:/.test(source)) {
    try {
      return readFileSync(source);
    } catch (error) {
      const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
      throw new Error(
        isMissing ? `There is no file ${source}.` : `${source} cannot be read: ${(error as Error).message}`,
        { cause: error },
      );
    }
  }
  const response = await fetch(source);
  if (!response.ok) throw new Error(`${source} was answered with ${response.status}.`);
  return new Uint8Array(await response.arrayBuffer());
}

/** Attributes with the picture under the weights as an address that holds it, where they name a file. */
async function withPicture(
  attributes: Readonly<Record<string, string>>,
  folder: string,
): Promise<Record<string, string>> {
  const { image } = attributes;
  if (!image || image === 'file' || /^(https?|data):/.test(image)) return attributes;
  return { ...attributes, image: await asPngOrJpeg(await read(join(folder, image))) };
}

async function write(path: string, rendered: Rendered, { pixelRatio, paper }: Command): Promise<void> {
  const format = extname(path);
  if (format === '.svg') writeFileSync(path, await rendered.svg());
  else if (format === '.csv') writeFileSync(path, await rendered.csv());
  else if (format === '.png') writeFileSync(path, await rendered.png(pixelRatio));
  else if (format === '.pdf') writeFileSync(path, await svgToPdf(await rendered.svg(), rendered.title, paper));
  else if (format === '.typ') writeFileSync(path, svgToTypst(await rendered.svg(), paper));
  else {
    const { source, files } = svgToTikz(await rendered.svg(), basename(path, format), paper);
    writeFileSync(path, source);
    for (const [name, content] of files) writeFileSync(join(dirname(path), name), content);
  }
}

async function drawPage(path: string, command: Command): Promise<void> {
  const { width, isDark: dark, language, properties } = command;
  let failures = 0;
  const page = await drawInto(
    Buffer.from(await read(path)).toString('utf8'),
    async ({ element, attributes: { src, ...attributes } }) => {
      try {
        const file = src ? await read(/^https?:/.test(src) ? src : join(dirname(path), decodeURIComponent(src))) : null;
        return await (
          await render({
            element,
            attributes: await withPicture(attributes, dirname(path)),
            file,
            fileName: src,
            width,
            dark,
            language,
            properties,
          })
        ).svg();
      } catch (error) {
        failures += 1;
        console.error(`<${element}>: ${(error as Error).message}`);
        return null;
      }
    },
  );
  writeFileSync(path, page);
  if (failures > 0) process.exitCode = FAILED;
}

/** Told where pictures come out without texts; SVG and TikZ are read with the fonts of others. */
const NO_FONT = 'This machine has no fonts, so pictures have no texts: name a font with --font FILE.';

async function run(given: readonly string[]): Promise<void> {
  if (given.length === 0 || given.includes('--help')) {
    console.log(usage);
    return;
  }
  const command = readCommand(given);
  if (addFonts(command.fonts) < command.fonts.length)
    throw new UsageError(`A font cannot be read: ${command.fonts.join(', ')}.`);
  if (command.into) return drawPage(command.into, command);
  const { element, source, width, isDark: dark, language, properties, outputs } = command;
  const file = source ? await read(source) : null;
  const fileName = source ?? undefined;
  const attributes = await withPicture(command.attributes, '');
  const rendered = await render({ element, attributes, file, fileName, width, dark, language, properties });
  if (!hasFonts() && outputs.some((path) => /\.(png|pdf)$/i.test(path))) console.error(NO_FONT);
  if (outputs.length === 0) process.stdout.write(await rendered.svg());
  for (const output of outputs) await write(output, rendered, command);
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = error instanceof UsageError ? MISUSED : FAILED;
}
// What a page has going would keep the process.
process.stdout.write('', () => process.exit());
