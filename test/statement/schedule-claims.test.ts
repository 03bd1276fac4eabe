import { describe, expect, it } from 'vitest';
import { readDocument } from '../../src/document/read';
import { readProblems } from '../../src/statement/problem';
import { readSchedules } from '../../src/statement/schedule';
import type { ScheduleClaim } from '../../src/statement/schedule-claim';

const statement = `# Problem 1

A 10 layer network stores the activations of every 5th layer. They are recomputed for each layer by loading the last one and rerunning forward.
Each fwd takes 20 ns and each loadmem, a memory access to fetch activations or inputs, takes 10 ns. How many loadmem operations are needed?

# Solution

`;

/** The claims of a solution in short: `4 fwd: layers 9`, `8 loadmem: total`, `time 500ns`. */
function claims(solution: string): readonly string[] {
  const document = readDocument(statement + solution, 'markdown');
  return readSchedules(document, readProblems(document).scopeAt).claims.map((claim) => short(claim));
}

function short(claim: ScheduleClaim): string {
  switch (claim.kind) {
    case 'count': {
      const { of } = claim;
      const layers =
        of.kind === 'layers'
          ? `layers ${of.layers.join(',')}${of.each && of.layers.length > 1 ? ' each' : ''}`
          : of.kind;
      const disk = of.kind === 'total' && of.disk ? ' on disk' : '';
      return `${claim.value} ${claim.counted}: ${layers}${disk}${claim.sure ? '' : '?'}`;
    }
    case 'time':
      return `${claim.of} ${claim.sum.map((product) => product.join('×')).join('+')} ${claim.unit}${claim.over === undefined ? '' : ` / ${claim.over}`}`;
    case 'peak':
      return `peak ${claim.value}`;
  }
}

describe('counts', () => {
  it.each([
    ['There are 20 fwd operations.', '20 fwd: total'],
    ['So we need **10 loadmem**.', '10 loadmem: total'],
    ['$$\\boxed{20 \\text{ fwd operations}}$$', '20 fwd: total'],
    ['Total loadmem = 10.', '10 loadmem: total'],
    ['The number of `loadmem` operations invoked during a single backward pass is therefore 10.', '10 loadmem: total'],
    ['$\\#\\text{fwd} = 20$', '20 fwd: total'],
    ['The answer is $\\boxed{8}$.', '8 loadmem: total'],
    ['Layer 9: 4 fwd', '4 fwd: layers 9'],
    ['- **Layer 9:** load layer 5, run layers 6, 7, 8 and 9.\n  → **4 fwd.**', '4 fwd: layers 9'],
    ['Layer 9:\n\n- Load the activation.\n- 1 `loadmem`', '1 loadmem: layers 9'],
    ['Layer 10: no load needed.', '0 loadmem: layers 10'],
    ['4 fwd operations for layer 9.', '4 fwd: layers 9'],
    ['For layer 9 we rerun four layers, which takes 4 fwd operations.', '4 fwd: layers 9'],
    ['Number of fwd operations for layer 9: 4', '4 fwd: layers 9'],
    ['Layers 6–9 contribute 10 fwd.', '10 fwd: layers 6,7,8,9'],
    ['Layers 5 and 10 need 1 loadmem each.', '1 loadmem: layers 5,10 each'],
    ['Backprop layers 10 → 6\n\n→ 1 loadmem in total for this block.', '1 loadmem: layers 10,9,8,7,6'],
    ['Every layer needs exactly one `loadmem`.', '1 loadmem: every layer'],
    ['We perform one loadmem operation per layer.', '1 loadmem: every layer'],
    ['The initial forward pass takes 10 fwd.', '10 fwd: first pass'],
    ['With the initial forward pass, one training iteration takes 30 fwd operations.', '30 fwd: both passes'],
    ['Everything is loaded from disk: 0 fwd operations.', '0 fwd: total on disk?'],
    ['It takes 20 fwd operations of 20 ns each.', '20 fwd: total?'],
  ])('are read: %s', (text, claim) => {
    expect(claims(text)).toEqual([claim]);
  });

  it('of a line of labels are of the operation that the line names', () => {
    expect(claims('The fwd operations are Layer 10: 0 Layer 9: 4 Layer 8: 3')).toEqual([
      '0 fwd: layers 10',
      '4 fwd: layers 9',
      '3 fwd: layers 8',
    ]);
  });

  const columns = '| Layer | # fwd | note | `loadmem` |\n|---|---|---|---|\n';
  it('of a table are of the column and the row', () => {
    expect(claims(`${columns}| Layers 1–9 | 20 | | 9 |\n| 10 | 0 | | 1 |\n| Total | 20 | all | 10 |`)).toEqual([
      '20 fwd: layers 1,2,3,4,5,6,7,8,9',
      '9 loadmem: layers 1,2,3,4,5,6,7,8,9',
      '0 fwd: layers 10',
      '1 loadmem: layers 10',
      '20 fwd: total',
      '10 loadmem: total',
    ]);
  });

  it('the total of a table that leaves layers out may be theirs', () => {
    expect(claims(`${columns}| 10 | 0 | | 1 |\n| Total | 20 | all | 10 |`)).toEqual([
      '0 fwd: layers 10',
      '1 loadmem: layers 10',
      '20 fwd: total?',
      '10 loadmem: total?',
    ]);
  });

  it.each([
    'Are there 8 loadmem operations?',
    'If one segment were held, there would be 2 loads.',
    'It takes at most 4 fwd operations to reach a layer.',
    'The first segment needs 10 fwd operations.',
    'We need 3 fwd to get from layer 5 to layer 8.',
    'Each non-stored layer needs 1 loadmem.',
    'Layer 9 loads layer 5.',
    'One fwd operation can be run at a time.',
    'Layers 9, 8, 7, 6 need 4, 3, 2, 1 fwd operations respectively.',
    'There are $n(k-1)/2$ fwd operations.',
    'No additional loadmem is needed for layer 7.',
    'This takes 2 forward passes through the network.',
    'It is not 8 loadmem operations.',
  ])('that only resemble are left alone: %s', (text) => {
    expect(claims(text)).toEqual([]);
  });

  it('in the statement of the problem are not claims', () => {
    const text = statement.replace('How many', 'It takes 7 loadmem operations. How many');
    const document = readDocument(text, 'markdown');
    expect(readSchedules(document, readProblems(document).scopeAt).claims).toEqual([]);
  });

  it('without a set-up are not claims', () => {
    const document = readDocument('Layer 9: 4 fwd operations. In total there are 20 fwd operations.', 'markdown');
    expect(readSchedules(document, readProblems(document).scopeAt).claims).toEqual([]);
  });
});

describe('times', () => {
  it.each([
    ['A backward pass takes 500 ns.', ['backward pass 500 ns']],
    [
      '$$T_{\\text{remat}} = 20 \\times 20 + 10 \\times 10 = 500\\text{ ns}$$',
      ['backward pass 20×20+10×10 ns', 'backward pass 500 ns'],
    ],
    ['So $20 \\times 20 + 10 \\times 10 = 500$ ns.', ['backward pass 500 ns']],
    ['Each loaddisk operation should take 50 ns.', ['break-even 50 ns']],
    ['$\\text{loaddisk} = 50\\text{ ns}$', ['break-even 50 ns']],
    ['If the disk is slower than 50 ns per load, rematerialization is faster.', ['lower bound 50 ns']],
  ])('are read: %s', (text, expected) => {
    expect(claims(text)).toEqual(expected);
  });

  it('of a load from disk may be unknowns', () => {
    expect(claims('Let $t$ be the time of one loaddisk in ns. Then $10 t = 500$ and $t = 50$ ns.')).toEqual([
      '10 loaddisk: total?',
      'break-even 500 ns / 10',
      'break-even 50 ns',
    ]);
  });

  it.each([
    'The fwd operations take 400 ns in total.',
    'Layer 7 takes $2 \\times 20 + 1 \\times 10 = 50$ ns.',
    'Each loadmem takes 10 ns.',
    'Total fwd time $= 20 \\times 20 = 400$ ns.',
  ])('of parts are left alone: %s', (text) => {
    expect(claims(text)).toEqual([]);
  });
});
