import type { TranslatorSettings } from '../../models/translator.js';
import { attentionCode, attentionConstants, hasPositions, positionsCode } from './attention-code.js';
import type { ModelCode } from './model-code.js';
import { lines } from './python-text.js';

/** An encoder and a decoder that reads it, with the names of `torch.nn.Transformer` where there are such. */
export function translatorCode(settings: TranslatorSettings): ModelCode {
  const { layers, sourceWords, targetWords, sourceLength, targetLength, positions } = settings;
  const isT5 = positions === 't5';
  const isBiased = isT5 || positions === 'alibi';
  const parts = [
    ...positionsCode(settings),
    ...attentionCode(settings, true),
    lines(
      'class SelfAttention(Attention):',
      `    def __init__(self${isT5 ? ', bidirectional' : ''}):`,
      `        super().__init__(${isT5 ? 'bidirectional=bidirectional' : ''})`,
      '        self.in_proj = nn.Linear(WIDTH, 3 * WIDTH)',
      '        self.out_proj = nn.Linear(WIDTH, WIDTH)',
      '',
      '    def forward(self, x, mask):',
      '        q, k, v = self.in_proj(x).chunk(3, dim=-1)',
      '        mixed, weights = self.attend(q, k, v, mask)',
      '        return self.out_proj(mixed), weights',
    ),
    lines(
      'class CrossAttention(Attention):',
      '    def __init__(self):',
      isBiased
        ? '        super().__init__(is_relative=False)  # distances mean nothing between two languages'
        : '        super().__init__()',
      '        self.query = nn.Linear(WIDTH, WIDTH)',
      '        self.key = nn.Linear(WIDTH, WIDTH)',
      '        self.value = nn.Linear(WIDTH, WIDTH)',
      '        self.out_proj = nn.Linear(WIDTH, WIDTH)',
      '',
      '    def forward(self, x, memory, mask):',
      '        mixed, weights = self.attend(self.query(x), self.key(memory), self.value(memory), mask)',
      '        return self.out_proj(mixed), weights',
    ),
    `class EncoderLayer(nn.Module):
    def __init__(self):
        super().__init__()
        self.self_attn = SelfAttention(${isT5 ? 'bidirectional=True' : ''})
        self.norm1 = nn.LayerNorm(WIDTH)
        self.linear1 = nn.Linear(WIDTH, 2 * WIDTH)
        self.linear2 = nn.Linear(2 * WIDTH, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH)

    def forward(self, x, padding):
        mixed, weights = self.self_attn(x, padding)
        x = self.norm1(x + mixed)
        return self.norm2(x + self.linear2(F.relu(self.linear1(x)))), weights`,
    `class DecoderLayer(nn.Module):
    def __init__(self):
        super().__init__()
        self.self_attn = SelfAttention(${isT5 ? 'bidirectional=False' : ''})
        self.norm1 = nn.LayerNorm(WIDTH)
        self.multihead_attn = CrossAttention()
        self.norm2 = nn.LayerNorm(WIDTH)
        self.linear1 = nn.Linear(WIDTH, 2 * WIDTH)
        self.linear2 = nn.Linear(2 * WIDTH, WIDTH)
        self.norm3 = nn.LayerNorm(WIDTH)

    def forward(self, x, memory, padding):
        mixed, own = self.self_attn(x, causal(x.size(1)))
        x = self.norm1(x + mixed)
        mixed, across = self.multihead_attn(x, memory, padding)
        x = self.norm2(x + mixed)
        return self.norm3(x + self.linear2(F.relu(self.linear1(x)))), own, across`,
    `class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList(EncoderLayer() for _ in range(LAYERS))`,
    `class Decoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList(DecoderLayer() for _ in range(LAYERS))`,
    modelCode(hasPositions(settings)),
  ];
  return {
    constants: [
      ...attentionConstants(settings),
      `LAYERS = ${layers}`,
      `SOURCE_WORDS = ${sourceWords}`,
      `TARGET_WORDS = ${targetWords}`,
      ...(hasPositions(settings) ? [`SOURCE_LENGTH = ${sourceLength}`, `TARGET_LENGTH = ${targetLength}`] : []),
    ],
    parts,
    inputs: ['source', 'lengths', 'target'],
    read: 'batch["source"][0, : batch["lengths"][0]]',
  };
}

const modelCode = (hasAdded: boolean): string =>
  lines(
    'class Model(nn.Module):',
    '    """Words of a sentence [batch, words], of which `lengths` count, and those of its translation up to each place, from',
    '    the sign of the beginning on; gives logits of the next word at each place, and the attention of each layer."""',
    '',
    '    def __init__(self):',
    '        super().__init__()',
    '        self.source = nn.Embedding(SOURCE_WORDS, WIDTH)',
    hasAdded && '        self.source_positions = Positions(SOURCE_LENGTH, WIDTH)',
    '        self.target = nn.Embedding(TARGET_WORDS, WIDTH)',
    hasAdded && '        self.target_positions = Positions(TARGET_LENGTH, WIDTH)',
    '        self.encoder = Encoder()',
    '        self.decoder = Decoder()',
    '        self.generator = nn.Linear(WIDTH, TARGET_WORDS)',
    '',
    '    def forward(self, source, lengths, target):',
    '        padding = (torch.arange(source.size(1)) < lengths[:, None])[:, None, None, :]',
    '        attention = {}',
    hasAdded ? '        memory = self.source_positions(self.source(source))' : '        memory = self.source(source)',
    '        for i, layer in enumerate(self.encoder.layers):',
    '            memory, attention[f"encoder.{i}"] = layer(memory, padding)',
    hasAdded ? '        x = self.target_positions(self.target(target))' : '        x = self.target(target)',
    '        for i, layer in enumerate(self.decoder.layers):',
    '            x, attention[f"decoder.{i}"], attention[f"cross.{i}"] = layer(x, memory, padding)',
    '        return self.generator(x), attention',
  );
