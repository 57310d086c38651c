import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { packAll } from './packages.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Path of the tarball of each package, by its name. */
    tarballs: Record<string, string>;
  }
}

/** Packs every package once for all files of tests. Gives how to remove the tarballs. */
export default function packOnce(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'attn-packed-'));
  project.provide('tarballs', packAll(folder));
  return () => rmSync(folder, { recursive: true });
}
