import { describe, expect, it } from 'vitest';
import { analyze, type Analysis, type CheckedClaim } from '../../src/analysis';
import { simulate } from '../../src/schedule/simulate';

const homework = {
  network: 'A 10 layer network stores only the activations of every 5th layer.',
  way: 'They are recomputed for each layer by loading the last stored activation and rerunning forward up to the current layer.',
  loads: 'Each memory access to fetch activations or inputs is called a loadmem.',
  times: 'Each fwd takes 20 ns and each loadmem takes 10 ns.',
};

function analysisOf(statement: string, solution: string): Analysis {
  return analyze({ text: `# Problem 1\n\n${statement}\n\n# Solution\n\n${solution}\n`, language: 'markdown' });
}

/** The only claim of a solution. */
function only(statement: string, solution: string): CheckedClaim {
  const { claims } = analysisOf(statement, solution);
  const [claim] = claims;
  if (!claim || claims.length !== 1) throw new Error(`${claims.length} claims`);
  return claim;
}

describe('a wrong count', () => {
  const all = Object.values(homework).join(' ');

  it.each([
    [
      'There are 8 loadmem operations.',
      'Layer 10 is stored, but it is still loaded once: 10 loads, not 8. The text says “each memory access to fetch activations or inputs” (line 3).',
    ],
    [
      'There are 2 loadmem operations.',
      'Layer 10 is stored, but it is still loaded once: 10 loads, not 2. The text says “for each layer” (line 3) and “each memory access to fetch activations or inputs” (line 3).',
    ],
    ['Layer 9: 2 fwd', 'For layer 9, layers 6 to 9 are run from the stored activation of layer 5: 4 fwd, not 2.'],
    ['Layer 5: 1 fwd', 'Layer 5 is stored and need not be run again: 0 fwd, not 1.'],
    ['Layers 6–9 take 9 fwd.', 'Layers 6 to 9 take 10 fwd together, not 9.'],
    ['Each layer needs 2 loadmem.', 'Layer 10 is stored, but it is still loaded once: 1 load, not 2.'],
    ['The initial forward pass takes 12 fwd.', 'The first pass takes 10 fwd, not 12.'],
    [
      'There are 9 loaddisk operations in total.',
      'The backward pass takes 10 loads from disk, one for each layer, not 9.',
    ],
    ['A backward pass takes 480 ns.', '20 fwd of 20 ns and 10 loads of 10 ns take 500 ns, not 480 ns.'],
    [
      'Each loaddisk should take 40 ns.',
      '20 fwd of 20 ns and 10 loads of 10 ns take 500 ns; so do 10 loads from disk of 50 ns each, not 40 ns.',
    ],
  ])('is refuted with its reason: %s', (solution, reason) => {
    const { verdict, checker } = only(all, solution);
    expect({ status: verdict.status, checker, reason: verdict.reason }).toEqual({
      status: 'refuted',
      checker: 'schedule',
      reason,
    });
  });

  it('names the term of its sum that departs', () => {
    const sum = '$0 + 4 + 3 + 2 + 1 + 0 + 4 + 3 + 2 + 2 = 21$ fwd operations';
    expect(only(all, sum).verdict.reason).toBe(
      'For layer 1, layer 1 is run from the input: 1 fwd there and 20 fwd in all, not 21.',
    );
  });

  it('gives the right number in its place where only words name it', () => {
    const { repair } = only(all, 'There are 8 loadmem operations.');
    expect(repair?.latex).toBe('10');
    expect(only(all, '$2 + 6 = 8$ loadmem operations').repair).toBeUndefined();
  });

  it('stays with its own arithmetic where that is wrong', () => {
    const { verdict } = only(all, '$5 + 4 = 10$ loadmem operations');
    expect([verdict.status, verdict.checker]).toEqual(['refuted', 'arithmetic']);
  });

  it('is what later times rest on', () => {
    const { claims } = analysisOf(all, 'There are 8 loadmem operations.\n\nA backward pass takes 480 ns.');
    expect(claims.map(({ verdict }) => verdict.status)).toEqual(['refuted', 'proved']);
    expect(claims[1]?.verdict.reason).toContain('It rests on line 7, which is refuted.');
  });
});

describe('what the text leaves open', () => {
  it.each([
    [
      [homework.network, homework.way],
      'There are 8 loadmem operations.',
      'a kept activation is used where it lies, without a load, by the layer that needs it',
    ],
    [[homework.network], 'There are 8 fwd operations.', 'each segment is recomputed once and held in memory'],
    [[homework.network, homework.way], 'Layer 10: 4 fwd', 'the backward step of a layer needs the input of that layer'],
  ])('is the condition of a number that it makes right', (statement, solution, clause) => {
    const { verdict } = only(statement.join(' '), solution);
    expect(verdict).toMatchObject({ status: 'conditional', condition: `\\text{${clause}}` });
  });

  it('is named with a number that it would change', () => {
    const claim = only(`${homework.network} ${homework.way}`, 'There are 10 loadmem operations.');
    expect(claim.verdict.status).toBe('proved');
    expect(claim.reading).toContain('a kept activation is loaded before it is used');
  });

  it('is not what the words rule out', () => {
    const { verdict } = only(
      `${homework.network} ${homework.way} ${homework.loads}`,
      'There are 8 loadmem operations.',
    );
    expect(verdict.status).toBe('refuted');
  });
});

describe('any network', () => {
  it('has its counts proved and others refuted', () => {
    for (let layers = 3; layers <= 13; layers += 2) {
      for (let every = 2; every <= layers; every += 3) {
        const schedule = simulate({
          network: { layers, forward: 7000n, loadMemory: 3000n },
          choice: { strategy: 'every', every },
        });
        if (schedule.kind === 'problem') throw new Error(schedule.message);
        const statement = [
          `A network has ${layers} layers and stores the activations of every ${every}th layer.`,
          homework.way,
          homework.loads,
          'To update layer 1 is easy. Each fwd takes 7 ns and each loadmem takes 3 ns.',
        ].join(' ');
        const rows = schedule.rows.map(({ layer, fwd, loadmem }) => ({ layer, fwd, loadmem }));
        const lines = (slip: number): string =>
          [
            ...rows.map(({ layer, fwd }) => `- Layer ${layer}: ${fwd + slip} fwd`),
            '',
            `In total there are ${schedule.totals.fwd + slip} fwd operations and ${schedule.totals.loadmem + slip} loadmem operations.`,
          ].join('\n');
        const time = `A backward pass takes ${schedule.totals.time / 1000n} ns.`;
        const right = analysisOf(statement, `${lines(0)}\n\n${time}`).claims.map(({ verdict }) => verdict.status);
        expect(right).toEqual(Array.from({ length: layers + 3 }, () => 'proved'));
        const wrong = analysisOf(statement, lines(layers)).claims.map(({ verdict }) => verdict.status);
        expect(wrong).toEqual(Array.from({ length: layers + 2 }, () => 'refuted'));
      }
    }
  });
});

describe('the analysis', () => {
  it('has the set-ups with what their words fix', () => {
    const { schedules } = analysisOf(Object.values(homework).join(' '), 'Nothing.');
    expect(schedules).toEqual([
      {
        span: expect.objectContaining({ from: 15 }) as unknown,
        problem: '1',
        layers: 10,
        choice: { strategy: 'every', every: 5 },
        fwd: '20 ns',
        loadmem: '10 ns',
        convention: { lastSegment: 'dropped', keptLoad: 'counted', inputLoad: 'counted' },
      },
    ]);
  });

  it('says which event a claim is about', () => {
    const { claims } = analysisOf(
      Object.values(homework).join(' '),
      'Layer 9: 4 fwd\n\nThere are 8 loadmem operations in total.',
    );
    expect(claims.map((claim) => claim.schedule)).toEqual([
      { index: 0, event: { layer: 9, event: 'fwd' } },
      { index: 0, event: { layer: 10, event: 'loadmem' } },
    ]);
  });

  it('has a note for a directive that sets up nothing', () => {
    const { notes, schedules } = analysisOf(
      '<!-- rederive: schedule layers=10 every=11 -->',
      'In total 20 fwd operations.',
    );
    expect(schedules).toEqual([]);
    expect(notes.map((note) => note.message)).toEqual([
      'This schedule cannot be set up: every 11 of 10 layers: it must be a whole number from 1 to 10.',
    ]);
  });

  it('keeps the set-ups of several problems apart', () => {
    const text = [
      '# Problem 1\n\nA 10 layer network stores the activations of every 5th layer.\n\n# Solution\n\nThere are 10 loadmem operations in total.\n',
      '# Problem 2\n\nA 6 layer network stores the activations of every 3rd layer.\n\n# Solution\n\nThere are 6 loadmem operations in total.\n',
      '# Problem 3\n\nHow many trucks are there?\n\n# Solution\n\nThere are 6 loadmem operations in total.\n',
    ].join('\n');
    const { claims, schedules } = analyze({ text, language: 'markdown' });
    expect(schedules.map((s) => [s.problem, s.layers])).toEqual([
      ['1', 10],
      ['2', 6],
    ]);
    expect(claims.map((c) => [c.problem, c.verdict.status, c.schedule?.index])).toEqual([
      ['1', 'proved', 0],
      ['2', 'proved', 1],
    ]);
  });
});
