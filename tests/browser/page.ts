import { chromium, type Page } from '@playwright/test';
import { findBrowser } from '../../scripts/browser.mjs';
import { PATIENCE } from '../../scripts/testing/patience.mjs';

/** Problems that a page complains of: errors on its console, exceptions, refused requests. Filled as they happen. */
export function collectProblems(page: Page): string[] {
  const problems: string[] = [];
  page.on('console', (message) => {
    // Some builds of Chromium ask for the icon that a page does not name, and complain when there is none.
    const unasked = message.location().url.endsWith('/favicon.ico');
    if (message.type() === 'error' && !unasked) problems.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`exception: ${error.message}`));
  page.on('response', (response) => {
    if (response.status() >= 400) problems.push(`${response.status()}: ${response.url()}`);
  });
  return problems;
}

/** Opens a page in a browser of its own, for tests that no Playwright runner runs. */
export async function withPage(use: (page: Page, problems: string[]) => Promise<void>): Promise<void> {
  const browser = await chromium.launch({ ...findBrowser(), timeout: PATIENCE.start });
  try {
    const page = await browser.newPage();
    await use(page, collectProblems(page));
  } finally {
    await browser.close();
  }
}
