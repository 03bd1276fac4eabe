import { describe, expect, it } from 'vitest';
import { analyze, type Analysis } from '../src/analysis';
import type { Files } from '../src/document/files';

const table = `facts:
  - name: peak throughput
    aliases: ['P_{\\max}', peak rate]
    value: 312
    unit: TFLOPs
    source: the data sheet, table 1
  - name: c_{fwd}
    value: 20
    unit: ns
    source: the homework sheet
  - name: Table 2
    value: 28.4
    unit: BLEU
    source: Vaswani et al. (2017)
  - name: number of heads
    value: 8
  - name: accuracy
    value: 93.27
    unit: '%'
`;

function beside(facts: string): Files {
  return {
    own: undefined,
    read: ({ path, use }) =>
      use === 'facts' ? { kind: 'text', id: path, name: path, text: facts } : { kind: 'missing' },
  };
}

function read(text: string, facts = table): Analysis {
  return analyze({ text: `## Solution\n\n${text}`, language: 'markdown', files: beside(facts) });
}

const verdicts = (text: string, facts?: string): string[] =>
  read(text, facts).claims.map(({ latex, verdict, checker }) => `${latex}: ${verdict.status} [${checker}]`);

describe('a fact that is stated beside the document', () => {
  it('is compared with what running text says', () => {
    expect(verdicts('The peak throughput is 312 TFLOPs. Thus the peak rate is 321 TFLOPs.')).toEqual([
      'peak throughput is 312 TFLOPs: proved [fact]',
      'peak rate is 321 TFLOPs: refuted [fact]',
    ]);
    expect(verdicts('Table 2 gives 28.4 BLEU, and Table 2 gives $27.4$ BLEU.')).toEqual([
      'Table 2 gives 28.4 BLEU: proved [fact]',
      'Table 2 gives $27.4$ BLEU: refuted [fact]',
    ]);
    expect(verdicts('The number of heads is 8. The number of heads is 16.')).toEqual([
      'number of heads is 8: proved [fact]',
      'number of heads is 16: refuted [fact]',
    ]);
  });

  it('is compared with what formulas say, in any spelling of its name', () => {
    expect(
      verdicts('$c_{fwd} = 20\\text{ ns}$ and $c_{\\text{fwd}} = 20$ and $c_{\\mathrm{fwd}} = 25\\text{ ns}$.'),
    ).toEqual([
      'c_{fwd} = 20\\text{ ns}: proved [fact]',
      'c_{\\text{fwd}} = 20: proved [fact]',
      'c_{\\mathrm{fwd}} = 25\\text{ ns}: refuted [fact]',
    ]);
    expect(verdicts('$P_{\\max} = 312\\,\\text{TFLOPs}$ and $c_{fwd}$ is 30 ns.')).toEqual([
      'P_{\\max} = 312\\,\\text{TFLOPs}: proved [fact]',
      '$c_{fwd}$ is 30 ns: refuted [fact]',
    ]);
  });

  it('says where it comes from, and what would be right', () => {
    const [claim] = read('The peak throughput is 321 TFLOPs.').claims;
    expect(claim?.verdict.reason).toBe(
      'It is 312 TFLOPs, not 321 TFLOPs (rederive.yaml, line 2). Source: the data sheet, table 1.',
    );
    expect(claim?.verdict).toMatchObject({
      status: 'refuted',
      evidence: 'exact',
      left: '321\\,\\text{TFLOPs}',
      right: '312\\,\\text{TFLOPs}',
    });
    expect(claim?.repair?.latex).toBe('312');
  });

  it('is rounded and converted as numbers are', () => {
    expect(verdicts('The accuracy is 93.3%. The accuracy is about 93%. The accuracy is 93.4%.')).toEqual([
      'accuracy is 93.3%: proved [fact]',
      'accuracy is about 93%: proved [fact]',
      'accuracy is 93.4%: refuted [fact]',
    ]);
    expect(verdicts('The peak throughput is 0.312 PFLOPs. The peak throughput is 312 GFLOPs.')).toEqual([
      'peak throughput is 0.312 PFLOPs: proved [fact]',
      'peak throughput is 312 GFLOPs: refuted [fact]',
    ]);
  });

  it('is not decided where units cannot be compared or are missing', () => {
    expect(verdicts('The peak throughput is 2000 GB/s. The peak throughput is 300.')).toEqual([
      'peak throughput is 2000 GB/s: unknown [none]',
      'peak throughput is 300: unknown [none]',
    ]);
  });

  it('is not wrong where the words may speak of something else, or claim nothing', () => {
    expect(
      verdicts('The peak throughput is 989 TFLOPs on a newer chip. The sparse peak throughput is 624 TFLOPs.'),
    ).toEqual(['peak throughput is 989 TFLOPs: unknown [none]', 'peak throughput is 624 TFLOPs: unknown [none]']);
    expect(
      verdicts('Suppose the peak throughput is 100 TFLOPs. Is it true that the peak throughput is 5 TFLOPs?'),
    ).toEqual([]);
    expect(verdicts('Let $c_{fwd} = 30\\text{ ns}$. `the peak throughput is 5 TFLOPs`')).toEqual([
      'c_{fwd} = 30\\text{ ns}: given [none]',
    ]);
  });

  it('settles nothing else', () => {
    expect(verdicts('So $2 + 2 = 5$ and $c = 20$.')).toEqual([
      '2 + 2 = 5: refuted [arithmetic]',
      'c = 20: unknown [none]',
    ]);
  });
});

describe('a file of facts that is wrong', () => {
  const warnings = (facts: string): string[] => read('Text.', facts).notes.map(({ message }) => message);

  it.each([
    ['facts:\n  - name: a\n   value: 2\n', 'rederive.yaml, line 3: this is not YAML'],
    ['a: 1\n', 'rederive.yaml, line 1: `facts:` with a list of facts is expected.'],
    [
      'facts:\n  - name: a\n    value: two\n',
      'rederive.yaml, line 2: the `value` of “a” must be a number in digits, as 312 or 28.4.',
    ],
    ['facts:\n  - value: 2\n', 'rederive.yaml, line 2: this fact has no `name`.'],
    [
      'facts:\n  - name: a\n    value: 2\n    units: s\n',
      'rederive.yaml, line 4: “units” is not known; there are `name`',
    ],
    [
      'facts:\n  - name: a\n    value: 2\n  - name: A\n    value: 3\n',
      'rederive.yaml, line 4: “A” is stated on line 2 already',
    ],
    ['facts:\n  - a\n', 'rederive.yaml, line 2: a fact has `name`, `value`'],
    ['facts:\n  - name: a\n    value: 2\n    aliases: b\n', 'rederive.yaml, line 4: `aliases` must be a list'],
  ])('is told with its line: %j', (facts, message) => {
    const found = warnings(facts);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(message);
  });

  it('may be empty', () => expect(warnings('')).toEqual([]));
});
