import { unitTests } from '../../scripts/testing/unit-tests.mjs';

// Packages are packed and installed, and recipes that take seconds opened.
export default unitTests('test:packaging', {
  globalSetup: 'packaging/pack-once.ts',
  expect: { poll: { timeout: 60_000 } },
  include: ['packaging/**/*.test.ts', 'recipes/light.test.ts'],
  testTimeout: 300_000,
  hookTimeout: 600_000,
});
