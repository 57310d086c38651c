import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Text in each language of the manual. */
export interface Told {
  readonly en: string;
  readonly zh: string;
}

/** Small real site of a system that authors write in, `recipe.json` beside its `files`: built by the system's own tool, opened, and shown in the manual. */
export interface Recipe {
  readonly title: Told;
  /** Notes on it. */
  readonly notes: readonly Told[];
  /** Whether it takes seconds: `npm test` has it. All others are `npm run test:recipes`. */
  readonly isLight?: boolean;
  /** Commands that the machine must have. */
  readonly needs?: readonly string[];
  /** Packages of PyPI, installed into an environment of the recipe's own. */
  readonly python?: readonly string[];
  /** Packages of ours, installed from their tarballs beside what `package.json` among the files names. */
  readonly packages?: readonly string[];
  /** Folder of `integrations` that is copied into the site. */
  readonly integration?: string;
  /** Folder of the site that the CDN files of a package are copied to. */
  readonly cdn?: { readonly of: string; readonly to: string };
  /** Place of the weights in the site. */
  readonly data?: string;
  /** Place of a model in the site, which an `<attn-model>` of the page runs. */
  readonly model?: string;
  /** Commands that build it. */
  readonly build: readonly (readonly string[])[];
  /** Folder that is served; the site itself by default. */
  readonly output?: string;
  /** Path that it is served under. */
  readonly base?: string;
  /** Page that is opened, under `base`. */
  readonly page: string;
  /** Whether the page is opened from the disk. */
  readonly isOfDisk?: boolean;
  /** Whether its service worker keeps the page: it is opened again when the server is gone. */
  readonly isOffline?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  /** Files that the manual shows, in this order. */
  readonly shown: readonly string[];
}

/** Folder of all recipes. */
export const folder = import.meta.dirname;

/** Every recipe, by the name of its folder. */
export const recipes: ReadonlyMap<string, Recipe> = new Map(
  readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'recipe.json')))
    .map((name) => [name, JSON.parse(readFileSync(join(folder, name, 'recipe.json'), 'utf8')) as Recipe]),
);
