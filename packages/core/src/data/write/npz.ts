import { type WrittenArray, writeNpy } from './npy.js';
import { writeZip } from './zip.js';

/** Arrays by name as NumPy's npz: a zip archive of one npy file each, as `np.savez` writes it. */
export function writeNpz(arrays: ReadonlyMap<string, WrittenArray>): Uint8Array {
  return writeZip(new Map([...arrays].map(([name, array]) => [`${name}.npy`, writeNpy(array)])));
}
