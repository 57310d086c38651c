import type { ExportedRun } from './exported-run.js';
import type { ExportFormat } from './formats.js';
import { writeOnnx } from './onnx/write-onnx.js';
import { writePytorch, writeWeights } from './pytorch/archive.js';
import { pytorchCode } from './pytorch/code.js';
import { writeEvents } from './tensorboard/write-events.js';

const writers: Readonly<Record<ExportFormat, (run: ExportedRun) => Uint8Array>> = {
  python: (run) => new TextEncoder().encode(pytorchCode(run)),
  pytorch: writePytorch,
  weights: writeWeights,
  onnx: writeOnnx,
  tensorboard: writeEvents,
};

/** A run as a file of another program. Throws `bad-option` of a model that has no such form. */
export const writeExport = (format: ExportFormat, run: ExportedRun): Uint8Array => writers[format](run);
