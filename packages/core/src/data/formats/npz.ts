import { AttnError } from '../../errors.js';
import type { ArrayEntry } from '../tensor-file.js';
import { type Format, startOf, unsupported } from './format.js';
import { npy, readNpy } from './npy.js';
import { readArchive } from './zip.js';

/** NumPy's archive: a zip of npy files. Each is unpacked when it is asked for. */
export const npz: Format = {
  // A first member, or the end record of an archive without any.
  matches: (start) => start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06'),
  read(bytes, context) {
    const arrays = new Map<string, ArrayEntry>();
    const members = readArchive(bytes, context);
    for (const [name, unpack] of members) {
      if (!name.endsWith('.npy')) continue;
      arrays.set(name.slice(0, -4), async () => {
        const data = await unpack();
        if (!npy.matches(startOf(data))) throw unsupported(context, name);
        return readNpy(data, context);
      });
    }
    if (!arrays.size && members.size) {
      // torch.save writes a zip too, of pickles.
      if ([...members.keys()].some((name) => name.endsWith('.pkl')))
        throw new AttnError('pickled', { url: context.url });
      throw unsupported(context, 'a zip archive without npy files');
    }
    return { arrays };
  },
};
