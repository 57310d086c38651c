import { unitTests } from '../../scripts/testing/unit-tests.mjs';

export default unitTests('test:models', { include: ['models/**/*.test.ts'], exclude: [] });
