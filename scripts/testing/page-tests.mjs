import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { findBrowser } from '../browser.mjs';
import { PATIENCE } from './patience.mjs';
import { leanWindowsOfPlaywright } from './windows.mjs';

const { args, ...browser } = findBrowser();

/** The window of a test's page. */
export const viewport = { width: 1000, height: 800 };

/**
 * The Playwright configuration of a folder of whole-page tests. Each test starts the server it wants.
 * @param {string} task whose counts these are
 */
export const pageTests = (task) =>
  defineConfig({
    testMatch: '**/*.spec.ts',
    outputDir: '../test-results/playwright',
    fullyParallel: true,
    forbidOnly: Boolean(process.env.CI),
    workers: 2,
    timeout: PATIENCE.test,
    expect: { timeout: PATIENCE.test / 2 },
    reporter: [['dot'], [fileURLToPath(new URL('page-counts.mjs', import.meta.url)), { task }]],
    use: {
      viewport,
      launchOptions: { ...browser, args: [...args, ...leanWindowsOfPlaywright], timeout: PATIENCE.start },
      screenshot: 'off',
      trace: 'off',
    },
  });
