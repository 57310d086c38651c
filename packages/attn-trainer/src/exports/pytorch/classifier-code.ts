import type { HierarchicalClassifierSettings } from '../../models/hierarchical-classifier.js';
import type { ImageClassifierSettings } from '../../models/image-classifier.js';
import type { StackedAttentionSettings } from '../../models/stacked-attention.js';
import type { ModelCode } from './model-code.js';
import { lines } from './python-text.js';

/** Convolutions, and attention pooling over the positions of the last map. */
export function imageCode({ channels, classes, layers, width, heads }: ImageClassifierSettings): ModelCode {
  const numbers = Array.from({ length: layers }, (_, i) => i + 1);
  const names = Array.from({ length: heads }, (_, i) => (i === 0 ? '' : String(i + 1)));
  const outputs = (layer: number) => (layer === 0 ? 'CHANNELS' : layer === 1 ? 'WIDTH' : `${2 ** (layer - 1)} * WIDTH`);
  const last = outputs(layers);
  const model = lines(
    'class Model(nn.Module):',
    '    """Pictures [batch, rows, columns, channels] give logits [batch, classes], and each head\'s weights of the positions."""',
    '',
    '    def __init__(self):',
    '        super().__init__()',
    ...numbers.map((i) => `        self.conv${i} = nn.Conv2d(${outputs(i - 1)}, ${outputs(i)}, 3, padding=1)`),
    ...names.flatMap((name) => [
      `        self.att${name} = nn.Linear(${last}, 1)`,
      `        self.fc${name} = nn.Linear(${last}, CLASSES${name ? ', bias=False' : ''})`,
    ]),
    '',
    '    def forward(self, images):',
    '        x = images.permute(0, 3, 1, 2)',
    `        for conv in (${numbers.map((i) => `self.conv${i},`).join(' ')}):`,
    '            x = F.max_pool2d(F.relu(conv(x)), 2)',
    '        rows, columns = x.shape[-2:]',
    '        positions = x.flatten(2).transpose(1, 2)',
    '        logits, attention = 0, {}',
    `        heads = (${names.map((name) => `(self.att${name}, self.fc${name}),`).join(' ')})`,
    '        for i, (att, fc) in enumerate(heads):',
    '            weights = att(positions).squeeze(-1).softmax(dim=-1)',
    '            logits = logits + fc((weights[:, None] @ positions).squeeze(1))',
    '            attention[f"image.{i}"] = weights.unflatten(-1, (rows, columns))',
    '        return logits, attention',
  );
  return {
    constants: [`CHANNELS = ${channels}`, `WIDTH = ${width}`, `CLASSES = ${classes}`],
    parts: [model],
    inputs: ['images'],
  };
}

/** Words pooled into sentences, and sentences into a document. */
export function documentCode({ words, classes, width }: HierarchicalClassifierSettings): ModelCode {
  return {
    constants: [`WORDS = ${words}`, `WIDTH = ${width}`, `CLASSES = ${classes}`],
    parts: [
      `def pool(x, layer, context, mask):
    """The sum of x [..., positions, width] that softmax(context(tanh(layer(x)))) weights, and these weights; 0 where the
    mask lets nothing count (Yang et al. 2016, 2.2)."""
    scores = context(torch.tanh(layer(x))).squeeze(-1)
    weights = scores.masked_fill(~mask, -math.inf).softmax(dim=-1)
    weights = weights.masked_fill(~mask, 0)
    return (weights[..., None, :] @ x).squeeze(-2), weights`,
      `class Model(nn.Module):
    """Words [batch, sentences, words] with their masks give logits [batch, classes], and weights of words and sentences."""

    def __init__(self):
        super().__init__()
        self.emb = nn.Embedding(WORDS, WIDTH)
        self.ww = nn.Linear(WIDTH, WIDTH)
        self.uw = nn.Linear(WIDTH, 1, bias=False)
        self.ws = nn.Linear(WIDTH, WIDTH)
        self.us = nn.Linear(WIDTH, 1, bias=False)
        self.fc = nn.Linear(WIDTH, CLASSES)

    def forward(self, words, mask, sentence_mask):
        sentences, word = pool(self.emb(words), self.ww, self.uw, mask.bool())
        document, sentence = pool(sentences, self.ws, self.us, sentence_mask.bool())
        return self.fc(document), {"word": word, "sentence": sentence}`,
    ],
    inputs: ['words', 'mask', 'sentenceMask'],
    read: 'batch["words"][batch["mask"].bool()]',
  };
}

/** Linear layers with a softmax, stacked. */
export function stackCode({ inputs, layers, width }: StackedAttentionSettings): ModelCode {
  return {
    constants: [`INPUTS = ${inputs}`, `LAYERS = ${layers}`, `WIDTH = ${width}`],
    parts: [
      `class Model(nn.Module):
    """Rows [rows, values] are given back, from the last of the maps [rows, width]."""

    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(WIDTH if i else INPUTS, WIDTH) for i in range(LAYERS))
        self.out = nn.Linear(WIDTH, INPUTS)

    def forward(self, x):
        attention = {}
        for i, layer in enumerate(self.layers):
            x = layer(x).softmax(dim=-1)
            attention[f"map.{i}"] = x
        return self.out(x), attention`,
    ],
    inputs: ['x'],
  };
}
