import { readFileSync } from 'node:fs';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Page, test as base } from '@playwright/test';
import { serve } from '../../scripts/serve.mjs';
import { viewport } from '../../scripts/testing/page-tests.mjs';
import { axeViolations } from '../browser/axe.js';
import { distinctColours, waitUntilReady } from '../browser/elements.js';
import { collectProblems } from '../browser/page.js';

interface Entry {
  readonly id: string;
  readonly title: string;
  readonly name: string;
  readonly type: 'story' | 'docs';
  readonly tags: readonly string[];
}

const folder = fileURLToPath(new URL('../../stories/storybook-static/', import.meta.url)).replace(/[\\/]$/, sep);
const index: { entries: Record<string, Entry> } = JSON.parse(readFileSync(`${folder}index.json`, 'utf8'));
const entries = Object.values(index.entries);
const stories = entries.filter(({ type }) => type === 'story');

/** Rules for whole pages: a story is a fragment, and has neither landmarks nor a heading of the first level. */
const pageRules = ['region', 'landmark-one-main', 'page-has-heading-one', 'document-title', 'html-has-lang'];

/** What the page of the manual says while a story is shown. */
interface Shown {
  readonly page: Page;
  /** Errors on the console, exceptions and refused requests. */
  readonly problems: string[];
}

/**
 * Stories are shown one after the other in one page, as the manual's own preview shows them: a megabyte of scripts, and the
 * half a megabyte of axe, are read and compiled once. A test that fails ends the worker, and with it the page.
 */
const test = base.extend<object, { book: string; preview: Shown }>({
  book: [
    async ({}, use) => {
      const server = await serve({ mounts: { '/': folder } });
      await use(server.url);
      await server.close();
    },
    { scope: 'worker' },
  ],
  preview: [
    async ({ browser, book }, use) => {
      const page = await browser.newPage({ viewport });
      const problems = collectProblems(page);
      await page.addInitScript(() => {
        const errors: unknown[] = [];
        Object.assign(window, { attnErrors: errors });
        document.addEventListener('attn-error', (event) => errors.push((event as CustomEvent).detail));
      });
      // The manual's own run of axe is switched off: two at a time are refused.
      await page.goto(`${book}/iframe.html?id=${stories[0].id}&viewMode=story&globals=theme:light;a11y.manual:!true`);
      await page.locator('#storybook-root > *').first().waitFor({ state: 'attached' });
      await use({ page, problems });
      await page.close();
    },
    { scope: 'worker' },
  ],
});

interface Channel {
  emit(event: string, message: object): void;
  once(event: string, listener: () => void): void;
}

/** Shows a story in place of the one before it, of which nothing is kept. */
async function showStory({ page, problems }: Shown, storyId: string): Promise<void> {
  problems.length = 0;
  await page.evaluate(async (id) => {
    const { __STORYBOOK_ADDONS_CHANNEL__: channel, attnErrors } = window as unknown as {
      __STORYBOOK_ADDONS_CHANNEL__: Channel;
      attnErrors: unknown[];
    };
    localStorage.clear();
    attnErrors.length = 0;
    await new Promise<void>((shown) => {
      for (const end of ['storyRendered', 'storyUnchanged', 'storyThrewException', 'storyMissing'])
        channel.once(end, shown);
      channel.emit('setCurrentStory', { storyId: id, viewMode: 'story' });
    });
  }, storyId);
  await expect(page.locator('body')).not.toHaveClass(/sb-show-errordisplay/);
}

/** Every element of ours in a story. */
const elements =
  '#storybook-root >> xpath=descendant::*[starts-with(local-name(), "attn-") or starts-with(local-name(), "pe-")]';

/** Chooses a theme as the manual's toolbar does. */
async function showTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.evaluate((chosen) => {
    const channel = (window as unknown as { __STORYBOOK_ADDONS_CHANNEL__: Channel }).__STORYBOOK_ADDONS_CHANNEL__;
    channel.emit('updateGlobals', { globals: { theme: chosen } });
  }, theme);
  await page.waitForFunction((chosen) => document.documentElement.style.colorScheme === chosen, theme);
}

test('the manual has stories', () => {
  expect(stories.length).toBeGreaterThan(0);
});

/** Words that authors type; the search at the left looks through titles and names alone. */
const asked =
  'reds compare bos sink rtl csv export svg download keyboard react vue jupyter npz latex annotate pytorch'.split(' ');

test('the manual is found by the words that authors use', () => {
  const names = entries.map(({ title, name }) => `${title} ${name}`.toLowerCase());
  expect(asked.filter((word) => !names.some((name) => name.includes(word)))).toEqual([]);
});

for (const { id, title, name, tags } of stories) {
  // A story that shows a failure says so in its tags.
  const fails = tags.includes('error');
  // One that draws only once a reader asks for it, too.
  const waits = tags.includes('idle');

  test(`${title}: ${name}`, async ({ preview }) => {
    const { page, problems } = preview;
    await showStory(preview, id);
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await showTheme(page, theme);
      await waitUntilReady(page);
      const errors = await page.evaluate(() => (window as unknown as { attnErrors: unknown[] }).attnErrors);
      if (fails) expect(errors.length).toBeGreaterThan(0);
      else expect(errors).toEqual([]);
      for (const element of fails || waits ? [] : await page.locator(elements).all()) {
        // Words beside a picture have none of the weights: they are there, in one shade.
        const isBesidePicture = await element.evaluate(
          (host) =>
            (host.matches('attn-text') && document.querySelector('attn-image') !== null) ||
            // A model of pictures has bars of one colour beside its picture.
            host.shadowRoot?.querySelector('img') != null,
        );
        expect(await distinctColours(element), theme).toBeGreaterThan(isBesidePicture ? 0 : 1);
      }
      expect(fails ? [] : problems, theme).toEqual([]);
      expect(await axeViolations(page, '#storybook-root', pageRules), theme).toEqual([]);
    }
  });
}

for (const { id, title, name } of entries.filter(({ type }) => type === 'docs')) {
  test(`${title}: ${name} (page)`, async ({ page, book }) => {
    const exceptions: string[] = [];
    page.on('pageerror', ({ message }) => exceptions.push(message));
    await page.goto(`${book}/iframe.html?id=${id}&viewMode=docs`);
    await page.locator('#storybook-docs :is(h1, h2, p)').first().waitFor();
    await expect(page.locator('body')).not.toHaveClass(/sb-show-errordisplay/);
    expect(exceptions).toEqual([]);
  });
}
