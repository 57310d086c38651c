import { AttnError } from '../../errors.js';
import type { ArrayEntry } from '../tensor-file.js';
import { type Format, startsWith, unsupported } from './format.js';
import { npy, readNpy } from './npy.js';
import { readDirectory, unpack } from './zip.js';

/** NumPy's archive: a zip of npy files. Each is unpacked when it is asked for. */
export const npz: Format = {
  // A first member, or the end record of an archive without any.
  matches: (bytes) => startsWith(bytes, 0x50, 0x4b, 3, 4) || startsWith(bytes, 0x50, 0x4b, 5, 6),
  read(bytes, context) {
    const arrays = new Map<string, ArrayEntry>();
    const members = readDirectory(bytes, context);
    for (const member of members) {
      if (!member.name.endsWith('.npy')) continue;
      arrays.set(member.name.slice(0, -4), async () => {
        const data = await unpack(bytes, member, context);
        if (!npy.matches(data)) throw unsupported(context, `${member.name}, which is not npy inside`);
        return readNpy(data, context);
      });
    }
    if (!arrays.size && members.length) {
      // torch.save writes a zip too, of pickles.
      if (members.some(({ name }) => name.endsWith('.pkl'))) throw new AttnError('pickled', { url: context.url });
      throw unsupported(context, 'a zip archive without npy files');
    }
    return { arrays, metadata: new Map() };
  },
};
