/** Words with features written by hand: praise, blame, how much it is about the room, and how usual the word is. */
export const review = {
  tokens: ['the', 'room', 'was', 'lovely', 'but', 'the', 'street', 'was', 'loud'],
  inputs: [
    [0, 0, 0, 3],
    [0.2, 0.1, 3, 1],
    [0, 0, 0, 3],
    [3, 0, 0.5, 0],
    [0, 0.8, 0, 2],
    [0, 0, 0, 3],
    [0, 0.3, 0.5, 1],
    [0, 0, 0, 3],
    [0, 2.6, 0.2, 0.2],
  ],
};

/** A layer that looks for praise and blame: `nn.Linear(4, 1)`. */
export const opinion = { ...review, 'fc.weight': [[1.2, 1.2, 0, -0.4]], 'fc.bias': [0] };

/** Gates of each feature, `nn.Linear(4, 4)`: what is usual closes them. */
export const gates = {
  ...review,
  'fc.weight': [
    [2, 0, 0, -1],
    [0, 2, 0, -1],
    [0, 0, 2, -1],
    [0, 0, 0, -1],
  ],
  'fc.bias': [-1, -1, -1, 0],
};

/** One vector of six features, and the layer that weighs them: `nn.Linear(6, 6)`. */
export const features = {
  inputs: [[0.9, -0.4, 1.6, 0.1, -1.2, 0.7]],
  'fc.weight': Array.from({ length: 6 }, (_, row) =>
    Array.from({ length: 6 }, (_, column) => (row === column ? 1.5 : 0.2)),
  ),
  'fc.bias': [0, 0, 0, 0, 0, 0],
};

/** Things of a picture by how large, how bright and how much made by hand they are. */
export const things = {
  tokens: ['mountain', 'house', 'tree', 'boat'],
  inputs: [
    [3, 0.5, 0],
    [1, 2, 3],
    [1.5, 0.4, 0],
    [0.4, 1.4, 2.5],
  ],
};
