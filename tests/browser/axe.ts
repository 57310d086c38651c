import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Violations that axe finds in the page or a part of it, one line a place. `without` names rules that do not apply. */
export async function axeViolations(page: Page, within = 'body', without: readonly string[] = []): Promise<string[]> {
  // Once a page: it is half a megabyte.
  if (!(await page.evaluate(() => 'axeOfTests' in window))) await page.evaluate(`${source}; window.axeOfTests = axe;`);
  return page.evaluate(
    async ([root, rules]) => {
      type Result = {
        violations: { id: string; help: string; nodes: { target: unknown[]; failureSummary: string }[] }[];
      };
      const { axeOfTests: axe } = window as unknown as {
        axeOfTests: { run(context: string, options: object): Promise<Result> };
      };
      const off = Object.fromEntries(rules.map((rule) => [rule, { enabled: false }]));
      const { violations } = await axe.run(root, { rules: off, resultTypes: ['violations'] });
      return violations.flatMap(({ id, help, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${JSON.stringify(target)}: ${failureSummary}`),
      );
    },
    [within, [...without]] as const,
  );
}
