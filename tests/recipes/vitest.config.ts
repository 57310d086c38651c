import { unitTests } from '../../scripts/testing/unit-tests.mjs';

// Systems are installed from their registries, and build a site each.
export default unitTests('test:recipes', {
  globalSetup: 'packaging/pack-once.ts',
  include: ['recipes/heavy.test.ts'],
  maxWorkers: 1,
  testTimeout: 900_000,
  hookTimeout: 600_000,
});
