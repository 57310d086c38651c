"""
Trains a small hierarchical attention network (Yang et al. 2016, without the recurrent encoders) on made-up reviews of hotels, and
writes what it attends to in three that it has not seen. Needs NumPy; the files are the same in every run:
`python3 stories/article/data/reviews.py`.

reviews.json, reviews.zh.json  `tokens` [document][sentence][word or character], `word_weights` alike, `sentence_weights`
    [document][sentence]. Told alone is whether the guest would come again; which sentence and which word says so is learned.
"""
import json
from pathlib import Path
import numpy as np

folder = Path(__file__).parent

ENGLISH = {
    "things": ["the room", "the bed", "our breakfast", "the view", "the bathroom", "the staff at the desk", "the garden"],
    "was": "{thing} was {how} .",
    "neutral": [
        "we arrived late on a Tuesday .", "it rained for most of the week .", "we came by train from the coast .",
        "there are two lifts and a small shop .", "my sister had booked for four nights .", "the station is ten minutes away .",
    ],
    "good": ["wonderful", "perfect", "charming", "better than hoped", "lovely", "a real joy"],
    "bad": ["awful", "terrible", "a mess", "very disappointing", "the worst of all", "hopeless"],
    "mild": ["as on the picture", "rather small", "like any other", "next to the stairs"],
    "words": str.split,
}
CHINESE = {
    "things": ["房间", "床", "早餐", "窗外的景色", "浴室", "前台的服务", "花园"],
    "was": "{thing}{how}。",
    "neutral": [
        "我们星期二很晚才到。", "那一周几乎天天下雨。", "我们从海边坐火车来。",
        "楼里有两部电梯和一家小店。", "姐姐订了四个晚上。", "车站走路十分钟。",
    ],
    "good": ["特别棒", "非常好", "很有情调", "无可挑剔", "让人喜欢", "值得再来"],
    "bad": ["糟糕透了", "实在太差", "让人失望", "一塌糊涂", "无法忍受", "令人生气"],
    "mild": ["和照片上一样", "不算大", "跟别处差不多", "挨着楼梯"],
    "words": list,
}


def review(rng, language, label):
    """A review: one sentence, seldom two, that says what the guest thinks, among others that do not."""
    def said(how):
        return language["was"].format(thing=rng.choice(language["things"]), how=rng.choice(language[how]))

    kinds = [["good", "bad"][1 - label]] * rng.integers(1, 3) + ["mild"] * rng.integers(0, 2)
    sentences = [said(kind) for kind in kinds] + list(rng.choice(language["neutral"], rng.integers(1, 4), replace=False))
    rng.shuffle(sentences)
    return [language["words"](sentence) for sentence in sentences]


def softmax(scores, mask):
    scores = np.where(mask, scores, -1e9)
    weights = np.exp(scores - scores.max(-1, keepdims=True)) * mask
    return weights / np.maximum(weights.sum(-1, keepdims=True), 1e-12)


class Level:
    """Attention pooling: u = tanh(h W + b), a = softmax(u · c), Σ a h, with its gradient."""

    def __init__(self, rng, width):
        self.p = {"w": rng.normal(0, 0.3, (width, width)), "b": np.zeros(width), "c": rng.normal(0, 0.3, width)}

    def forward(self, h, mask):
        self.h, self.u = h, np.tanh(h @ self.p["w"] + self.p["b"])
        self.a = softmax(self.u @ self.p["c"], mask)
        return (self.a[..., None] * h).sum(-2)

    def backward(self, d):
        """d: gradient of the pooled vectors. Gradient of what was pooled, and of the parameters."""
        along = (self.h * d[..., None, :]).sum(-1)
        scores = self.a * (along - (self.a * along).sum(-1, keepdims=True))
        inner = scores[..., None] * self.p["c"] * (1 - self.u**2)
        flat = inner.reshape(-1, inner.shape[-1])
        grads = {"w": self.h.reshape(-1, self.h.shape[-1]).T @ flat, "b": flat.sum(0), "c": (scores[..., None] * self.u).reshape(flat.shape).sum(0)}
        return self.a[..., None] * d[..., None, :] + inner @ self.p["w"].T, grads


def train(language, file, seed):
    rng = np.random.default_rng(seed)
    labels = np.arange(800) % 2
    reviews = [review(rng, language, label) for label in labels]
    vocabulary = {word: at + 1 for at, word in enumerate(sorted({w for r in reviews for s in r for w in s}))}
    most, longest = max(map(len, reviews)), max(len(s) for r in reviews for s in r)

    def ids(documents):
        table = np.zeros((len(documents), most, longest), int)
        for d, document in enumerate(documents):
            for s, sentence in enumerate(document):
                table[d, s, : len(sentence)] = [vocabulary[word] for word in sentence]
        return table

    width = 16
    embedding, words, sentences = rng.normal(0, 0.3, (len(vocabulary) + 1, width)), Level(rng, width), Level(rng, width)
    out = {"v": np.zeros(width)}
    held = {"e": embedding, **out, **{f"w{k}": v for k, v in words.p.items()}, **{f"s{k}": v for k, v in sentences.p.items()}}
    first, second = ({k: np.zeros_like(v) for k, v in held.items()} for _ in range(2))

    def forward(table):
        mask = table > 0
        pooled = sentences.forward(words.forward(held["e"][table], mask), mask.any(-1))
        return pooled, 1 / (1 + np.exp(-(pooled @ held["v"])))

    for step in range(1, 181):
        at = rng.choice(len(reviews), 64, replace=False)
        table = ids([reviews[i] for i in at])
        pooled, guess = forward(table)
        error = (guess - labels[at]) / len(at)
        d, gs = sentences.backward(error[:, None] * held["v"])
        d, gw = words.backward(d)
        grads = {"v": pooled.T @ error, "e": np.zeros_like(embedding)}
        np.add.at(grads["e"], table, d * (table > 0)[..., None])
        grads |= {f"s{k}": v for k, v in gs.items()} | {f"w{k}": v for k, v in gw.items()}
        for k, g in grads.items():  # Adam
            g = g + (0.01 if k in ("wc", "sc") else 0.0005) * held[k]  # Without decay all weight lies on one word.
            first[k] += 0.1 * (g - first[k])
            second[k] += 0.001 * (g * g - second[k])
            held[k] -= 0.01 * (first[k] / (1 - 0.9**step)) / (np.sqrt(second[k] / (1 - 0.999**step)) + 1e-8)
    unseen = [review(rng, language, label) for label in (1, 0) * 100]
    _, guess = forward(ids(unseen))
    exact = int(((guess > 0.5) == np.array((1, 0) * 100)).sum())
    shown = sorted(unseen[:40], key=len)[-3:]
    table = ids(shown)
    forward(table)
    cut = lambda rows, lengths: [[round(float(x), 4) for x in row[:n]] for row, n in zip(rows, lengths)]
    data = {
        "description": f"Hotel reviews; a network of two levels that tells {exact} of 200 unseen ones right",
        "tokens": shown,
        "word_weights": [cut(a, map(len, r)) for a, r in zip(words.a, shown)],
        "sentence_weights": cut(sentences.a, [most] * len(shown)),
    }
    (folder / file).write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(file, exact)


train(ENGLISH, "reviews.json", 3)
train(CHINESE, "reviews.zh.json", 8)
