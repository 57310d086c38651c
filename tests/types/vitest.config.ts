import { unitTests } from '../../scripts/testing/unit-tests.mjs';

export default unitTests('test:checks', { include: ['*.test.ts'] });
