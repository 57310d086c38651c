import type { Operations, Variable } from '../../engine/operations.js';
import type { Batch, Model } from '../../models/model.js';
import type { ExportedRun } from '../exported-run.js';
import { graphOperations } from './graph-operations.js';
import { OnnxGraph, type OnnxValue } from './onnx-graph.js';

/** Graph of a model with its weights: what it reads of a batch goes in, `output` and its attention weights come out. */
export function onnxGraph(model: Model, values: ReadonlyMap<string, Float32Array>, sample: Batch): OnnxGraph {
  const graph = new OnnxGraph();
  const inputs = new Map<unknown, OnnxValue>();
  const read = new Proxy(sample, {
    // Only what the model looks at is an input: labels are not.
    get(batch, name: string) {
      const numbers = batch[name];
      if (numbers && !inputs.has(numbers.values)) inputs.set(numbers.values, graph.input(name, numbers));
      return numbers;
    },
  });
  const parameters = Object.fromEntries(
    Object.entries(model.parameters).map(([name, { shape }]) => {
      return [name, graph.initializer(name, shape, values.get(name)!) as unknown as Variable];
    }),
  );
  const operations = graphOperations(graph, inputs) as Operations;
  const { output, attention } = model.forward(operations, parameters, read, true);
  graph.output('output', output as unknown as OnnxValue);
  for (const [name, weights] of Object.entries(attention)) graph.output(name, weights as unknown as OnnxValue);
  return graph;
}

/** The model of a run as an ONNX file: `output` are its logits, beside it the attention weights of each layer. */
export function writeOnnx({ task, settings, dataset, state }: ExportedRun): Uint8Array {
  const sample = dataset.heldBack[0] ?? dataset.batch(0);
  const graph = onnxGraph(dataset.model, state.values, sample);
  const origin = { task: task.name, settings: JSON.stringify(settings), step: String(state.step) };
  return graph.toBytes(task.name, `Trained by <attn-trainer task="${task.name}">, ${state.step} steps.`, origin);
}
