/** Firefox as it is installed, by WebDriver BiDi: no patched build, no driver of its own. */
import { launch } from 'puppeteer-core';
import { find } from './programs.mjs';

const program = find('firefox-esr') ?? find('firefox');

export const firefox = {
  name: 'Firefox',
  missing: program ? [] : ['firefox-esr or firefox'],
  /** Opens its window; gives what a test does with it. */
  async start() {
    const browser = await launch({
      browser: 'firefox',
      executablePath: program,
      headless: true,
      defaultViewport: { width: 1200, height: 1000 },
    });
    const page = await browser.newPage();
    return {
      open: (url) => page.goto(url),
      evaluate: (run, ...values) => page.evaluate(run, ...values),
      photograph: () => page.screenshot({ encoding: 'base64' }),
      /** Bytes of the page on paper. */
      print: async () => (await page.pdf()).length,
      close: () => browser.close(),
    };
  },
};
