const keeper = '/scripts/testing/page/each-test.ts';

/** A @web/test-runner plugin by which every test file loads first what keeps tests apart. */
export function eachTestPlugin() {
  return {
    name: 'each-test',
    transform({ path, body }) {
      // In the same line, so that lines keep their numbers.
      return path.endsWith('.test.ts') ? { body: `import '${keeper}'; ${body}` } : undefined;
    },
  };
}
