import { AttnError, reason } from '@attn-elements/core/errors';
import { HierarchicalClassifier } from '../../models/hierarchical-classifier.js';
import { ImageClassifier } from '../../models/image-classifier.js';
import type { Model } from '../../models/model.js';
import { StackedAttention } from '../../models/stacked-attention.js';
import { Transformer } from '../../models/transformer.js';
import { Translator } from '../../models/translator.js';
import type { ExportedRun } from '../exported-run.js';
import { documentCode, imageCode, stackCode } from './classifier-code.js';
import type { ModelCode } from './model-code.js';
import { lines, quoted, real } from './python-text.js';
import { transformerCode } from './transformer-code.js';
import { translatorCode } from './translator-code.js';

/** Files beside the code. */
export const WEIGHTS = 'weights.safetensors';
export const DATA = 'data.safetensors';
export const NAMES = 'names.json';

/** The model as Python. Throws `bad-option` of a model that is none of ours. */
function codeOf(model: Model, task: string): ModelCode {
  if (model instanceof Transformer) return transformerCode(model.settings);
  if (model instanceof Translator) return translatorCode(model.settings);
  if (model instanceof ImageClassifier) return imageCode(model.settings);
  if (model instanceof HierarchicalClassifier) return documentCode(model.settings);
  if (model instanceof StackedAttention) return stackCode(model.settings);
  throw new AttnError('bad-option', { name: 'task', value: task, ...reason`its model is not known as PyTorch` });
}

/** The program of a run in PyTorch: its model, its data, its training, and what the page came to. Throws `bad-option`. */
export function pytorchCode({ task, settings, dataset, state, rates, evaluation }: ExportedRun): string {
  const { constants, parts, inputs, read } = codeOf(dataset.model, task.name);
  const { batch, learningRate, seed } = settings;
  const hasLabels = 'labels' in dataset.batch(0);
  const hasHeldBack = dataset.heldBack.length > 0;
  const names = hasHeldBack ? dataset.names : undefined;
  const file = `${task.name}.py`;
  const call = `model(${inputs.map((name) => `batch[${quoted(name)}]`).join(', ')})`;
  const schedule = task.learningRateSchedule;
  // A share of the rate: of a step, as Python has it.
  const share = !schedule
    ? null
    : 'floor' in schedule
      ? `max(${schedule.floor}, 1 - step / ${schedule.steps})`
      : 'DATA["rates"][step % len(DATA["rates"])].item()';
  const isChanged = rates.length > 1;
  const changes = rates.map(({ step, rate }, i) => `${i === 0 ? 0 : step}: ${rate}`).join(', ');
  const classes = parts.join('\n\n\n');
  const usesMath = /\bmath\./.test(classes);
  return `${lines(
    `"""The run of <attn-trainer task=${quoted(task.name)}> in PyTorch, after ${state.step} steps.`,
    '',
    `Beside it lie ${WEIGHTS}, what the model has learned, and ${DATA}: what it learned`,
    'from, the weights that it began with, and the losses of the page.',
    '',
    '    pip install torch safetensors',
    `    python ${file}            # what the saved weights come to, beside what they came to on the page`,
    `    python ${file} train 20   # the first 20 steps once more, from the same weights and batches`,
    '"""',
    '',
    names && 'import json',
    usesMath && 'import math',
    'import sys',
    'from pathlib import Path',
    '',
    'import torch',
    'import torch.nn.functional as F',
    'from safetensors.torch import load_file',
    'from torch import nn',
    '',
    `SEED = ${seed}  # drew the weights that it began with and the batches, on the page`,
    `STEPS = ${state.step}`,
    isChanged
      ? `LEARNING_RATES = {${changes}}  # as they were set on the page: from which step on which`
      : `LEARNING_RATE = ${learningRate}`,
    `BATCH = ${batch}`,
    ...constants,
    '',
    '# What the page came to with the saved weights.',
    `PAGE_LOSS = ${real(evaluation.loss)}`,
    evaluation.accuracy !== null && `PAGE_ACCURACY = ${real(evaluation.accuracy)}`,
    '',
    '',
    classes,
    '',
    '',
    'HERE = Path(__file__).parent',
    `DATA = load_file(HERE / ${quoted(DATA)})`,
    names && `NAMES = json.loads((HERE / ${quoted(NAMES)}).read_text(encoding="utf-8"))  # of letters, words, classes`,
    '',
    '',
    'def arrays(prefix):',
    '    """Arrays of the data whose names begin so; whole numbers as PyTorch takes them."""',
    '    found = {name[len(prefix) :]: values for name, values in DATA.items() if name.startswith(prefix)}',
    '    return {name: values if values.is_floating_point() else values.long() for name, values in found.items()}',
    '',
    '',
    'def loss_of(output, batch):',
    ...(hasLabels
      ? [
          '    """Mean cross entropy of the answers that are asked for: -1 is none."""',
          '    return F.cross_entropy(output.flatten(0, -2), batch["labels"].flatten(), ignore_index=-1)',
        ]
      : ['    """Mean squared error of what is given back."""', '    return F.mse_loss(output, batch["x"])']),
    '',
    '',
    '@torch.no_grad()',
    'def evaluate(model):',
    hasHeldBack
      ? '    """Loss, and share of right answers, of what was held back."""'
      : '    """Loss of what it learns from: nothing is held back."""',
    hasHeldBack
      ? '    batch = arrays("held_back.")'
      : '    batch = {name: values[0] for name, values in arrays("train.").items()}',
    `    output, _ = ${call}`,
    ...(hasLabels
      ? [
          '    asked = batch["labels"] != -1',
          '    right = (output.argmax(dim=-1) == batch["labels"])[asked].float().mean()',
          '    return loss_of(output, batch).item(), right.item()',
        ]
      : ['    return loss_of(output, batch).item()']),
    ...(names
      ? [
          '',
          '',
          'def said(name, ids):',
          '    return " ".join(NAMES[name][i] for i in ids.flatten().tolist())',
          '',
          '',
          '@torch.no_grad()',
          'def example(model, number):',
          '    """Input, right answers and answers to an example that was held back, in words."""',
          '    batch = {name: values[number : number + 1] for name, values in arrays("held_back.").items()}',
          `    output, _ = ${call}`,
          '    asked = batch["labels"] != -1',
          `    given = ${read ? `said(${quoted(inputs[0])}, ${read})` : '""'}`,
          '    return given, said("labels", batch["labels"][asked]), said("labels", output.argmax(dim=-1)[asked])',
        ]
      : []),
    '',
    '',
    'def train(steps):',
    '    """Takes the first steps of the run; the loss of each, before it."""',
    '    model = Model()',
    '    model.load_state_dict(arrays("initial."))',
    isChanged
      ? '    optimizer = torch.optim.Adam(model.parameters())'
      : '    optimizer = torch.optim.Adam(model.parameters(), lr=LEARNING_RATE)',
    share && !isChanged && `    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: ${share})`,
    '    batches = arrays("train.")',
    '    losses = []',
    '    for step in range(steps):',
    '        # Of a long run the first batches are saved, which come again.',
    '        batch = {name: values[step % len(values)] for name, values in batches.items()}',
    isChanged && '        rate = [rate for first, rate in LEARNING_RATES.items() if first <= step][-1]',
    isChanged && `        optimizer.param_groups[0]["lr"] = rate${share ? ` * ${share}` : ''}`,
    `        output, _ = ${call}`,
    '        loss = loss_of(output, batch)',
    '        optimizer.zero_grad()',
    '        loss.backward()',
    '        optimizer.step()',
    share && !isChanged && '        schedule.step()',
    '        losses.append(loss.item())',
    '    return losses',
    '',
    '',
    'def saved():',
    '    """The model as the page has saved it."""',
    '    model = Model()',
    `    model.load_state_dict(load_file(HERE / ${quoted(WEIGHTS)}), strict=True)`,
    '    return model.eval()',
    '',
    '',
    'if __name__ == "__main__":',
    '    if sys.argv[1:2] == ["train"]:',
    '        for step, loss in enumerate(train(int(sys.argv[2]) if sys.argv[2:] else STEPS)):',
    '            page = f"{DATA[\'losses\'][step]:.6f}" if step < len(DATA["losses"]) else "not known"',
    '            print(f"step {step + 1}: loss {loss:.6f}, on the page {page}")',
    '    else:',
    ...(hasLabels
      ? [
          '        loss, accuracy = evaluate(saved())',
          '        print(f"loss {loss:.6f}, on the page {PAGE_LOSS:.6f}")',
          '        print(f"right {accuracy:.2%}, on the page {PAGE_ACCURACY:.2%}")',
          names && '        for number in range(3):',
          names && '            given, right, answer = example(saved(), number)',
          names && `            print(f"${read ? '{given} -> ' : ''}{answer} (right: {right})")`,
        ]
      : ['        print(f"loss {evaluate(saved()):.6f}, on the page {PAGE_LOSS:.6f}")']),
  )}\n`;
}
