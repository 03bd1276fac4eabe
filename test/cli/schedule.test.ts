import { describe, expect, it } from 'vitest';
import { runSchedule } from '../../src/cli/schedule';

function run(line: string): { readonly code: number; readonly out: string; readonly err: string } {
  let out = '';
  let err = '';
  const code = runSchedule(
    line.split(' ').filter((word) => word !== ''),
    (text) => (out += text),
    (text) => (err += text),
  );
  return { code, out, err };
}

const homework = '--layers 10 --every 5 --fwd 20ns --loadmem 10ns';

describe('the text', () => {
  it('has a row for each layer, totals, break-even, the optimum and the convention', () => {
    const { code, out, err } = run(homework);
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(`10 layers: every 5th activation is kept; each layer is recomputed from the last kept one

layer  needs  loadmem  fwd  layers run again   time  held
   10  a10    a10        0  –                 10 ns     3
    9  a9     a5         4  6–9               90 ns     4
    8  a8     a5         3  6–8               70 ns     4
    7  a7     a5         2  6–7               50 ns     4
    6  a6     a5         1  6                 30 ns     3
    5  a5     a5         0  –                 10 ns     2
    4  a4     input      4  1–4               90 ns     3
    3  a3     input      3  1–3               70 ns     3
    2  a2     input      2  1–2               50 ns     3
    1  a1     input      1  1                 30 ns     2

first pass           10 fwd, stores a5, a10
backward pass        20 fwd, 10 loadmem
time                 20 × 20 ns + 10 × 10 ns = 500 ns
with the first pass  700 ns
peak                 4 activations held at once: the input, what is kept, what is in flight
break-even           50 ns a loaddisk: then all from disk takes as long
optimum, 3 slots     6 fwd against 20; with the first pass 9 + 6 = 15 against 9 + 20 = 29
                     (both where each layer needs its input, and the first pass ends with that of the last layer)

Counted so:
- the backward step of a layer needs the output of that layer
- loading the input of the network counts as a load
- a kept activation is loaded before it is used
- of the first pass nothing but what is kept is still at hand
- the first pass runs every layer
`);
  });

  it('asks for the times that it lacks', () => {
    expect(run('--layers 10 --every 5').out).toContain('give --fwd and --loadmem for times');
    expect(run('--layers 10 --every 5 --fwd 20ns').out).toContain('give --loadmem for times');
    expect(run('--layers 10 --strategy disk --loaddisk 50ns').out).toContain('10 × 50 ns = 500 ns');
  });

  it('says how a disk compares', () => {
    expect(run(`${homework} --loaddisk 50ns`).out).toContain('500 ns at 50 ns a loaddisk: as fast');
    expect(run(`${homework} --loaddisk 60ns`).out).toContain('600 ns at 60 ns a loaddisk: slower');
    expect(run(`${homework} --loaddisk 0.04us`).out).toContain('400 ns at 40 ns a loaddisk: faster');
  });

  it('adds unequal times and sizes up', () => {
    const { out } = run('--layers 3 --keep 2 --fwd 1ns,2ns,4ns --loadmem 1ns --sizes 1,2,3,4');
    // Layer 3: load a2 (3 ns), run 3 (4 ns). Layer 2: load a2. Layer 1: load the input (1 ns), run 1 (1 ns).
    expect(out).toContain('time                 12 ns');
    expect(out).toContain('8 units held at once');
  });

  it('lists the options', () => {
    const { code, out } = run('--help');
    expect(code).toBe(0);
    expect(out).toContain('--needs output|input');
    expect(out).toContain('every, keep, store-all, from-input, segments, sqrt, binomial, disk');
  });
});

describe('the JSON', () => {
  interface Printed {
    readonly fwd: number;
    readonly events: readonly { kind: string; layer: number; from?: number; at_ns: number | null; held: number }[];
    readonly [key: string]: unknown;
  }
  const json = (line: string): Printed => JSON.parse(run(`${line} --format json`).out) as Printed;

  it('is that of the homework', () => {
    const { events, ...rest } = json(homework);
    expect(rest).toEqual({
      layers: 10,
      strategy: 'every',
      convention: {
        needs: 'output',
        input_load: 'counted',
        kept_load: 'counted',
        last_segment: 'dropped',
        first_pass: 'all',
      },
      first_pass: 10,
      fwd: 20,
      loadmem: 10,
      loaddisk: 0,
      time_ns: 500,
      loaddisk_ns: 50,
      peak: 4,
    });
    expect(events.filter((e) => e.kind === 'backward').map((e) => e.layer)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(events.filter((e) => e.kind === 'load').map((e) => e.from)).toEqual([10, 5, 5, 5, 5, 5, 0, 0, 0, 0]);
    expect(events.filter((e) => e.kind === 'fwd')).toHaveLength(30);
    expect(Math.max(...events.map((e) => e.held))).toBe(4);
    expect(events[0]).toEqual({ kind: 'fwd', layer: 1, at_ns: -180, held: 2 });
    expect(events.at(-1)).toEqual({ kind: 'drop', layer: 1, at_ns: 500, held: 1 });
  });

  it('has the convention that was asked for', () => {
    expect(json(`${homework} --needs input --kept-load free --input-load free`)).toMatchObject({
      convention: { needs: 'input', kept_load: 'free', input_load: 'free' },
      fwd: 20,
      loadmem: 4,
    });
    expect(json('--layers 10 --slots 3')).toMatchObject({
      strategy: 'binomial',
      convention: { needs: 'input', last_segment: 'end', first_pass: 'needed' },
      first_pass: 9,
      fwd: 6,
    });
    expect(json('--layers 10 --slots 3 --needs output --first-pass all')).toMatchObject({ first_pass: 10, fwd: 8 });
    expect(json('--layers 10 --strategy segments --every 5 --last-segment end')).toMatchObject({ fwd: 8, loadmem: 2 });
  });

  it('has null for times that cannot be known', () => {
    expect(json('--layers 2 --every 1')).toMatchObject({ time_ns: null, loaddisk_ns: null });
    const partly = json('--layers 2 --every 1 --loadmem 10ns');
    expect(partly).toMatchObject({ time_ns: 20, loaddisk_ns: 10 });
    expect(partly.events[0]?.at_ns).toBeNull();
    expect(partly.events.at(-1)?.at_ns).toBe(20);
  });

  it('leaves out events by the million and says how many', () => {
    const large = json('--layers 10000 --strategy from-input');
    expect(large).toMatchObject({ fwd: 50_005_000, events: [] });
    expect(large['events_omitted']).toBeGreaterThan(100_000_000);
    expect(json('--layers 5000 --strategy sqrt')['events_omitted']).toBeUndefined();
  });

  it('takes strategies by name and alias', () => {
    expect(json('--layers 9 --strategy sqrt').fwd).toBe(6);
    expect(json('--layers 9 --strategy store-all').fwd).toBe(0);
    expect(json('--layers 9 --strategy recompute')).toMatchObject({ strategy: 'from-input', fwd: 45 });
    expect(json('--layers 9 --strategy REVOLVE --slots=2')).toMatchObject({ strategy: 'binomial' });
    expect(json('--layers 10 --keep 5,10').fwd).toBe(20);
  });
});

describe('wrong arguments', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['', '--layers is missing: how many layers has the network?'],
    ['--layers 0 --every 1', 'a network has at least 1 layer'],
    ['--layers -3 --every 1', 'a network has at least 1 layer'],
    ['--layers ten --every 1', '--layers ten: it must be a whole number'],
    ['--layers 1e3 --every 1', '--layers 1e3: it must be a whole number'],
    ['--layers 1000000 --every 1', '1000000 layers are too many: at most 100000'],
    ['--layers --every 5', '--layers needs a value: --layers N'],
    ['--layers', '--layers needs a value: --layers N'],
    ['--layers= --every 5', '--layers needs a value: --layers N'],
    ['--layers 10', 'what is kept? Give --every K, --keep 5,10, --slots S or --strategy NAME (every,'],
    ['--layers 10 --every 11', 'every 11 of 10 layers: it must be a whole number from 1 to 10'],
    ['--layers 10 --every 2.5', '--every 2.5: it must be a whole number'],
    ['--layers 10 --keep 5,50', 'there is no layer 50 to keep: the layers are 1 to 10'],
    ['--layers 10 --keep 5,', '--keep 5,: it must be whole numbers with commas between them'],
    ['--layers 10 --slots 0', '0 slots: it must be a whole number from 1; one of them holds the input'],
    ['--layers 10 --every 5 --slots 3', '--every and --slots exclude each other'],
    ['--layers 10 --every 5 --keep 5', '--every and --keep exclude each other'],
    ['--layers 10 --every 5 --every 2', '--every is given twice'],
    ['--layers 10 --every 5 --strategy sqrt', '--every conflicts with --strategy sqrt, which has no use for it'],
    ['--layers 10 --strategy binomial', '--strategy binomial needs --slots'],
    ['--layers 10 --strategy segments', '--strategy segments needs --every or --keep'],
    ['--layers 10 --strategy magic', 'unknown strategy "magic": it is one of every, keep,'],
    ['--layers 10 --every 5 --fwd 20parsec', '--fwd: unknown unit "parsec" in "20parsec": use ns,'],
    ['--layers 10 --every 5 --fwd 20', '--fwd: "20" has no unit: write for example 20ns'],
    ['--layers 10 --every 5 --fwd 1ns,2ns', '2 times of a fwd for 10 layers'],
    ['--layers 10 --every 5 --loadmem x', '--loadmem: "x" is not a time'],
    ['--layers 10 --every 5 --sizes 1,1', '2 sizes for 10 layers: give 11, that of the input first'],
    ['--layers 10 --every 5 --sizes 1,a', '--sizes 1,a: it must be whole numbers with commas between them'],
    ['--layers 10 --every 5 --needs both', '--needs both: it is output or input'],
    ['--layers 10 --every 5 --needs toString', '--needs toString: it is output or input'],
    [
      '--layers 10 --slots 3 --last-segment whole',
      'the strategy "binomial" leaves no choice here: the last activation',
    ],
    ['--layers 10 --every 5 --format yaml', '--format yaml: it is text or json'],
    ['--layers 10 --every 5 --colour', 'unknown option --colour'],
    ['--layers 10 --every 5 -x', 'unknown option -x'],
    ['--layers 10 --every 5 file.md', '"file.md" belongs to no option'],
    ['--layers 10 --every 5 --', '"--" has no meaning here'],
  ];

  it('give exit code 2, nothing on the output and a sentence', () => {
    for (const [line, message] of cases) {
      const { code, out, err } = run(line);
      expect([line, code, out]).toEqual([line, 2, '']);
      expect(err).toContain(`schedule: ${message}`);
    }
  });
});
