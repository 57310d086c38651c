import { resolveUrl } from '../../data/source.js';
import { BlobFolder, type ModelFiles } from './blob-folder.js';
import { DiskFolder, hasDisk } from './disk-folder.js';
import { HttpFolder } from './http-folder.js';
import type { FolderOptions, ModelFolder } from './model-folder.js';

/** Where a model lies: the address of its folder, in Node also a path, or its files. */
export type ModelSource = string | URL | ModelFiles;

/**
 * @param base of relative addresses; the page's or worker's address if absent
 * @throws {AttnError} `scheme`, `on-disk`
 */
export function openFolder(source: ModelSource, options: FolderOptions, base?: string): ModelFolder {
  if (typeof source !== 'string' && !(source instanceof URL)) return new BlobFolder(source, options);
  const text = String(source);
  const hasScheme = /^[a-z][a-z\d+.-]+:/i.test(text);
  const isOnDisk = text.startsWith('file:') || (!hasScheme && base === undefined && !globalThis.location);
  if (isOnDisk && hasDisk()) return new DiskFolder(text, options);
  return new HttpFolder(resolveUrl(text, base), options);
}
