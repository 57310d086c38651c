import { pageTests } from '../../scripts/testing/page-tests.mjs';

export default pageTests('test:stories');
