import type { Page } from '@playwright/test';
import { cdnFiles } from '../checks/page-sizes.js';
import { waitUntilReady } from './elements.js';

type Saving = 'toTikZ' | 'toTypst' | 'toSVG' | 'toPNG' | 'toCSV';

/** Name of a part in that of its file, `<tag>.<part>-<hash>.js`; undefined for another file. */
const partOf = (tag: string, file: string) => new RegExp(`\\b${tag}\\.([\\w.-]+)-[\\w-]{8}\\.js`).exec(file)?.[1];

/** Lazy parts of an element; not what several of them share, which comes with them. */
const lazyParts = (tag: string) => {
  const files = [...cdnFiles(tag).values()].flatMap(({ lazies }) => lazies);
  return new Set(files.map((file) => partOf(tag, file)).filter((part) => part !== undefined));
};

/** The files beside an element's own, on pages that are served from `/cdn/`. */
export const partsOf = (tag: string) => ({
  /** Names of all that are loaded where they are needed. */
  built: () => [...lazyParts(tag)].sort(),

  /** Lazy parts that the page asks for from now on, but for `misuse`, which all pages do. */
  askedFor(page: Page): string[] {
    const asked: string[] = [];
    const parts = lazyParts(tag);
    page.on('request', (request) => {
      const part = partOf(tag, request.url());
      if (part && part !== 'misuse' && parts.has(part)) asked.push(part);
    });
    return asked;
  },

  /**
   * Takes one off the server until the function that is given back is called: its own file alone, since Chromium before 156 never asks
   * again for one that several share.
   */
  async remove(page: Page, part: string): Promise<() => void> {
    let isGone = true;
    await page.route(new RegExp(`/cdn/${tag}\\.${part}-[\\w-]{8}\\.js`), (route) =>
      isGone ? route.fulfill({ status: 404, body: 'There is nothing here.' }) : route.continue(),
    );
    return () => (isGone = false);
  },

  /** Puts an element on the page, with attributes as HTML has them. */
  async add(page: Page, attributes: Record<string, string>): Promise<void> {
    await page.evaluate(
      ([name, given]) => {
        const element = document.createElement(name);
        for (const [attribute, value] of Object.entries(given)) element.setAttribute(attribute, value);
        element.textContent = 'A picture in words';
        document.querySelector('main')!.prepend(element);
      },
      [tag, attributes] as const,
    );
    await waitUntilReady(page);
  },

  /** Result of a method that saves, or the error that it rejects with. */
  save: (page: Page, method: Saving, id = 'inline') =>
    page.evaluate(
      async ([name, of]) => {
        const element = document.getElementById(of) as unknown as Record<Saving, () => Promise<string | Blob>>;
        try {
          const saved = await element[name]();
          return { saved: typeof saved === 'string' ? saved : `${saved.type} of ${saved.size} bytes` };
        } catch (error) {
          const { code, message } = error as Error & { code?: string };
          return { code, message };
        }
      },
      [method, id] as const,
    ),
});
