import { collectionBuild } from '../../scripts/element-build.mjs';

export default collectionBuild();
