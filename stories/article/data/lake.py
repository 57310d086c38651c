"""
Draws lake.png, and writes two kinds of attention over its patches of 24 × 24 pixels, 10 rows of 16. Needs NumPy; the files are the
same in every run: `python3 stories/article/data/lake.py`.

lake-patches.f16.npz  Self-attention [2 layers, 2 heads, 161, 161], a class token first. Not learned: queries and keys are what
    the patches look like and where they are. Layer 0: head 0 compares colours, head 1 places. Layer 1 mixes what layer 0
    gathered, and compares that. The class token compares each patch with the mean of all, and looks at what is unlike it.
lake-words.json  Cross-attention [7 words, 160 patches], learned: a vector for each word, and one matrix that makes keys of what
    the patches look like, trained to point at the things that the words name in 600 pictures drawn like this one, this one not
    among them. What is pointed at is the mean place of the patches, weighted by attention; nothing else is told.
"""
import json, struct, zlib
from pathlib import Path
import numpy as np

folder = Path(__file__).parent
rng = np.random.default_rng(5)
WIDE, HIGH, PATCH = 384, 240, 24
ROWS, COLUMNS = HIGH // PATCH, WIDE // PATCH
WORDS = ["sun", "cloud", "mountain", "tree", "house", "boat", "lake"]


def draw(rng, places=None):
    """A picture as floats 0 to 1 [height, width, 3], and where its things are: words to x, y, 0 to 1."""
    y, x = np.mgrid[0:HIGH, 0:WIDE].astype(float)
    p = places or {
        "sun": (rng.uniform(40, 340), rng.uniform(28, 60)),
        "cloud": (rng.uniform(60, 320), rng.uniform(30, 70)),
        "mountain": (rng.uniform(90, 300), 130),
        "tree": (rng.uniform(30, 350), rng.uniform(140, 165)),
        "house": (rng.uniform(40, 340), rng.uniform(140, 160)),
        "boat": (rng.uniform(50, 330), rng.uniform(195, 220)),
        "lake": (192, 210),
    }
    image = np.empty((HIGH, WIDE, 3))
    # Grain keeps patches of one colour from being all the same.
    grain = rng.normal(0, 0.015, (HIGH // 4, WIDE // 4)).repeat(4, 0).repeat(4, 1)[..., None]

    def fill(inside, color):
        image[inside] = np.array(color) / 255 + grain[inside]

    fill(y >= 0, (150, 205, 240))
    image[..., 2] -= 0.1 * (y / HIGH)
    cx, cy = p["sun"]
    fill((x - cx) ** 2 + (y - cy) ** 2 < 24**2, (255, 214, 64))
    cx, cy = p["cloud"]
    for dx, dy, r in ((-22, 4, 15), (0, -3, 20), (22, 4, 15)):
        fill((x - cx - dx) ** 2 + ((y - cy - dy) * 1.35) ** 2 < r**2, (250, 250, 252))
    cx, _ = p["mountain"]
    slope = 62 + np.abs(x - cx) * 0.75 + 5 * np.sin(x / 9)
    fill((y > slope) & (y < 150), (122, 124, 140))
    fill((y > slope) & (y < 84 + 4 * np.sin(x / 5)), (240, 242, 247))
    fill(y > 142 + 5 * np.sin(x / 60), (118, 170, 84))
    fill(y > 182 + 4 * np.sin(x / 40 + 1), (44, 108, 160))
    cx, cy = p["tree"]
    fill((np.abs(x - cx) < 4) & (y > cy) & (y < cy + 28), (96, 66, 40))
    fill(((x - cx) / 20) ** 2 + ((y - cy + 14) / 27) ** 2 < 1, (30, 92, 46))
    cx, cy = p["house"]
    fill((np.abs(x - cx) < 22) & (y > cy - 6) & (y < cy + 24), (236, 220, 190))
    fill((np.abs(x - cx) < 28 - (cy - 6 - y) * 1.1) & (y > cy - 28) & (y <= cy - 6), (178, 58, 44))
    fill((np.abs(x - cx) < 5) & (y > cy + 6) & (y < cy + 24), (92, 60, 44))
    cx, cy = p["boat"]
    fill((np.abs(x - cx) < 20 - (y - cy) * 0.9) & (y > cy) & (y < cy + 9), (70, 40, 60))
    fill((x > cx) & (x < cx + (y - cy + 32) * 0.6) & (y > cy - 32) & (y < cy - 2), (226, 120, 40))
    return image.clip(0, 1), {word: (a / WIDE, b / HIGH) for word, (a, b) in p.items()}


def patches(image):
    return image.reshape(ROWS, PATCH, COLUMNS, PATCH, 3).swapaxes(1, 2).reshape(ROWS * COLUMNS, PATCH * PATCH, 3)


def looks(image):
    """What a patch looks like [patches, 24]: mean and spread of its colours, those of its quarters, products of the means."""
    blocks = image.reshape(ROWS, 2, PATCH // 2, COLUMNS, 2, PATCH // 2, 3).mean((2, 5)).transpose(0, 2, 1, 3, 4)
    quarters = blocks.reshape(ROWS * COLUMNS, 12)
    whole = patches(image)
    mean = whole.mean(1)
    return np.hstack([mean * 2 - 1, whole.std(1) * 4, quarters * 2 - 1, mean * mean, mean * mean[:, [1, 2, 0]]])


def softmax(scores):
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    return powers / powers.sum(-1, keepdims=True)


def write_png(path, image):
    rows = (image * 255).round().astype(np.uint8)
    raw = b"".join(b"\0" + row.tobytes() for row in rows)
    chunk = lambda kind, body: struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    head = struct.pack(">IIBBBBB", WIDE, HIGH, 8, 2, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(raw, 9)) + chunk(b"IEND", b""))


row, column = np.divmod(np.arange(ROWS * COLUMNS), COLUMNS)
PLACES = np.stack([(column + 0.5) / COLUMNS, (row + 0.5) / ROWS], 1)

lake = {"sun": (316, 44), "cloud": (110, 48), "mountain": (205, 130), "tree": (66, 152), "house": (282, 150), "boat": (150, 214), "lake": (192, 210)}
picture, truth = draw(np.random.default_rng(1), lake)
write_png(folder / "lake.png", picture)


def self_attention():
    whole = patches(picture)
    features = np.hstack([whole.mean(1), whole.std(1)])
    features = (features - features.mean(0)) / features.std(0)

    def attend(q, k, sharpness):
        return softmax(-sharpness * ((q[:, None] - k[None]) ** 2).sum(-1))

    def with_class(weights, inputs, sharpness):
        """The class token in front: it looks at what is unlike the mean, and nobody looks at it but itself, a little."""
        unlike = ((inputs - inputs.mean(0)) ** 2).sum(1)
        own = softmax(np.concatenate([[0.5 * sharpness * unlike.max()], sharpness * unlike]))
        full = np.zeros((len(weights) + 1,) * 2)
        full[0] = own
        full[1:, 1:] = weights * 0.95
        full[1:, 0] = 0.05
        return full

    where = PLACES * [COLUMNS, ROWS]
    colors = attend(features, features, 0.6)
    near = attend(where, where, 0.35)
    mixed = np.hstack([colors @ features, near @ features])
    mixed /= mixed.std(0)
    first = [with_class(colors, features, 0.15), with_class(near, features, 0.05)]
    second = [
        with_class(attend(mixed, mixed, 0.8), mixed, 0.12),
        with_class(attend(np.hstack([mixed, where * 0.6]), np.hstack([mixed, where * 0.6]), 0.5), mixed, 0.06),
    ]
    return np.array([first, second])


def cross_attention():
    width = 16
    pictures = [draw(np.random.default_rng(100 + i)) for i in range(600)]
    inputs = np.array([looks(image) for image, _ in pictures])
    targets = np.array([[where[word] for word in WORDS] for _, where in pictures])
    weights = {
        "words": rng.normal(0, 0.3, (len(WORDS), width)),
        "keys": rng.normal(0, 0.3, (inputs.shape[2], width)),
    }
    moments = {name: [np.zeros_like(value), np.zeros_like(value)] for name, value in weights.items()}
    for step in range(1, 1501):
        batch = rng.integers(0, len(pictures), 32)
        x, y = inputs[batch], targets[batch]
        keys = x @ weights["keys"]
        attention = softmax(np.einsum("wd,bpd->bwp", weights["words"], keys))
        pointed = attention @ PLACES
        error = pointed - y
        # Backwards, by hand: the place, the softmax, the product of words and keys.
        d_attention = 2 * error @ PLACES.T / len(batch)
        d_scores = attention * (d_attention - (d_attention * attention).sum(-1, keepdims=True))
        gradients = {
            "words": np.einsum("bwp,bpd->wd", d_scores, keys),
            "keys": np.einsum("bpi,bwp,wd->id", x, d_scores, weights["words"]),
        }
        for name, gradient in gradients.items():
            mean, square = moments[name]
            mean += 0.1 * (gradient - mean)
            square += 0.001 * (gradient**2 - square)
            rate = 0.02 * min(1, (1501 - step) / 500)
            weights[name] -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    attention = softmax(weights["words"] @ (looks(picture) @ weights["keys"]).T)
    for word, at, (tx, ty) in zip(WORDS, attention @ PLACES, truth.values()):
        print(f"{word}: points {np.hypot((at[0] - tx) * WIDE, (at[1] - ty) * HIGH):.1f} pixels beside")
    return attention


heads = self_attention()
np.savez_compressed(
    folder / "lake-patches.f16.npz",
    attention=heads.astype(np.float16),
    description=np.array("Self-attention over the patches of a drawn lake"),
)
words = cross_attention()
(folder / "lake-words.json").write_text(
    json.dumps(
        {
            "description": "Words that look at a drawn lake",
            "source_image": "lake.png",
            "query_tokens": WORDS,
            "attention": [[float(f"{value:.3g}") for value in line] for line in words],
        },
        separators=(",", ":"),
    )
    + "\n"
)
