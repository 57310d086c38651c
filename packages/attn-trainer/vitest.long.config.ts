import { trainingTests } from '../../scripts/testing/unit-tests.mjs';

export default trainingTests('test:long', 10, ['test/python/**/*.test.ts', 'test/long/**/*.test.ts']);
