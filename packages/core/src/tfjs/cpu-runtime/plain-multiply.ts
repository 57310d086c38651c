import type { StridedMatrix } from './cpu-runtime.js';

/**
 * c ← scale × a·b (+ c) over one memory. Four by four results at a time: sixteen sums live in registers, and each value that
 * is read serves four of them.
 */
export function multiplyPlain(
  x: Float32Array,
  m: number,
  n: number,
  k: number,
  a: StridedMatrix,
  b: StridedMatrix,
  c: number,
  cRow: number,
  scale: number,
  add: boolean,
): void {
  const { row: aRow, column: aStep } = a;
  const { row: bStep, column: bColumn } = b;
  const wholeRows = m - (m % 4);
  const wholeColumns = n - (n % 4);
  for (let i = 0; i < wholeRows; i += 4) {
    for (let j = 0; j < wholeColumns; j += 4) {
      let a0 = a.at + i * aRow;
      let b0 = b.at + j * bColumn;
      let s00 = 0;
      let s01 = 0;
      let s02 = 0;
      let s03 = 0;
      let s10 = 0;
      let s11 = 0;
      let s12 = 0;
      let s13 = 0;
      let s20 = 0;
      let s21 = 0;
      let s22 = 0;
      let s23 = 0;
      let s30 = 0;
      let s31 = 0;
      let s32 = 0;
      let s33 = 0;
      for (let l = 0; l < k; l++) {
        const p0 = x[a0];
        const p1 = x[a0 + aRow];
        const p2 = x[a0 + 2 * aRow];
        const p3 = x[a0 + 3 * aRow];
        const q0 = x[b0];
        const q1 = x[b0 + bColumn];
        const q2 = x[b0 + 2 * bColumn];
        const q3 = x[b0 + 3 * bColumn];
        s00 += p0 * q0;
        s01 += p0 * q1;
        s02 += p0 * q2;
        s03 += p0 * q3;
        s10 += p1 * q0;
        s11 += p1 * q1;
        s12 += p1 * q2;
        s13 += p1 * q3;
        s20 += p2 * q0;
        s21 += p2 * q1;
        s22 += p2 * q2;
        s23 += p2 * q3;
        s30 += p3 * q0;
        s31 += p3 * q1;
        s32 += p3 * q2;
        s33 += p3 * q3;
        a0 += aStep;
        b0 += bStep;
      }
      const at = c + i * cRow + j;
      write4(x, at, scale, add, s00, s01, s02, s03);
      write4(x, at + cRow, scale, add, s10, s11, s12, s13);
      write4(x, at + 2 * cRow, scale, add, s20, s21, s22, s23);
      write4(x, at + 3 * cRow, scale, add, s30, s31, s32, s33);
    }
  }
  // The remainder at the right, then at the bottom.
  for (let i = 0; i < m; i++) {
    for (let j = i < wholeRows ? wholeColumns : 0; j < n; j++) {
      let sum = 0;
      for (let l = 0, a0 = a.at + i * aRow, b0 = b.at + j * bColumn; l < k; l++, a0 += aStep, b0 += bStep) {
        sum += x[a0] * x[b0];
      }
      const at = c + i * cRow + j;
      x[at] = (add ? x[at] : 0) + scale * sum;
    }
  }
}

function write4(
  x: Float32Array,
  at: number,
  scale: number,
  add: boolean,
  s0: number,
  s1: number,
  s2: number,
  s3: number,
) {
  if (add) {
    x[at] += scale * s0;
    x[at + 1] += scale * s1;
    x[at + 2] += scale * s2;
    x[at + 3] += scale * s3;
  } else {
    x[at] = scale * s0;
    x[at + 1] = scale * s1;
    x[at + 2] = scale * s2;
    x[at + 3] = scale * s3;
  }
}
