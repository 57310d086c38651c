import { elementTests } from '../../scripts/testing/element-tests.mjs';

export default elementTests();
