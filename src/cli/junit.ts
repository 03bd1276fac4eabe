import type { Analysis, CheckedClaim } from '../analysis';
import { findingOf } from '../features/diagnostics';
import { plainTex, plainText } from '../features/plainText';
import type { Output } from './output';
import { placeOf } from './places';

/**
 * The XML of JUnit that continuous integration reads: a suite a file, a case a claim. A refuted claim is a failure; one that is undecided or
 * given is skipped, with the reason; a file that could not be read is an error.
 */
export function junitOutput(out: (text: string) => void): Output {
  const suites: Suite[] = [];
  return {
    checked: (path, analysis) => {
      suites.push({ name: path, cases: analysis.claims.map((claim) => caseOf(path, claim, analysis)) });
    },
    unreadable: (path, message) => {
      const name = 'the file can be read';
      suites.push({
        name: path,
        cases: [{ outcome: 'error', attributes: { name, classname: path, file: path }, message, type: 'unreadable' }],
      });
    },
    end: () => {
      const all = suites.flatMap(({ cases }) => cases);
      const lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        `<testsuites${attributes({ name: 'Rederive', ...counts(all) })}>`,
        ...suites.flatMap(({ name, cases }) => [
          `  <testsuite${attributes({ name, ...counts(cases), time: 0 })}>`,
          ...cases.flatMap(caseLines),
          '  </testsuite>',
        ]),
        '</testsuites>',
      ];
      out(`${lines.join('\n')}\n`);
    },
  };
}

interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
}

interface Case {
  readonly outcome: 'passed' | 'failure' | 'error' | 'skipped';
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly message: string;
  readonly type: string;
  /** More about it, for whoever opens the case. */
  readonly output?: string;
}

function caseOf(path: string, claim: CheckedClaim, analysis: Analysis): Case {
  const { verdict, checker } = claim;
  const place = placeOf(claim.span, analysis);
  const shared = {
    attributes: {
      name: `${place.line}:${place.column} ${claim.latex.replace(/\s+/g, ' ').trim()}`,
      classname: claim.problem === undefined ? path : `${path}.Problem ${claim.problem}`,
      file: path,
      line: place.line,
      time: 0,
    },
    message: findingOf(claim, false)?.message ?? plainText(verdict.reason),
    type: `${checker}/${verdict.status}`,
  };
  switch (verdict.status) {
    case 'refuted': {
      const where = Object.entries(verdict.counterexample).map(
        ([name, value]) => `${plainTex(name)} = ${plainTex(value)}`,
      );
      const output = [
        `${path}:${place.line}:${place.column}`,
        claim.latex,
        ...(where.length > 0 ? [`counterexample: ${where.join(', ')}`] : []),
        ...(verdict.left !== '' || verdict.right !== ''
          ? [`left: ${plainTex(verdict.left)}`, `right: ${plainTex(verdict.right)}`]
          : []),
        ...(claim.repair ? [`repair: ${claim.repair.latex}`] : []),
      ];
      return { ...shared, outcome: 'failure', output: output.join('\n') };
    }
    case 'unknown':
      return { ...shared, outcome: 'skipped', message: `Not decided: ${shared.message}` };
    case 'given':
      return { ...shared, outcome: 'skipped', message: `Given, not checked: ${shared.message}` };
    case 'conditional':
      return { ...shared, outcome: 'passed', output: `It holds if ${plainTex(verdict.condition)}. ${shared.message}` };
    case 'proved':
    case 'tested':
      return { ...shared, outcome: 'passed', output: `${verdict.status}: ${shared.message}` };
  }
}

function caseLines({ outcome, attributes: named, message, type, output }: Case): string[] {
  const head = `    <testcase${attributes(named)}`;
  const tail = '    </testcase>';
  switch (outcome) {
    case 'passed':
      return [`${head}>`, `      <system-out>${escaped(output ?? '')}</system-out>`, tail];
    case 'skipped':
      return [`${head}>`, `      <skipped${attributes({ message })}/>`, tail];
    case 'failure':
    case 'error':
      return [
        `${head}>`,
        `      <${outcome}${attributes({ message, type })}>${escaped(output ?? message)}</${outcome}>`,
        tail,
      ];
  }
}

function counts(cases: readonly Case[]): Record<string, number> {
  const count = (outcome: Case['outcome']) => cases.filter((each) => each.outcome === outcome).length;
  return { tests: cases.length, failures: count('failure'), errors: count('error'), skipped: count('skipped') };
}

function attributes(named: Readonly<Record<string, string | number>>): string {
  return Object.entries(named)
    .map(([name, value]) => ` ${name}="${escaped(String(value)).replace(/"/g, '&quot;').replace(/\s+/g, ' ')}"`)
    .join('');
}

/** XML knows no other control characters than white space, not even escaped, and no half of a surrogate pair. */
const NOT_XML =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function escaped(text: string): string {
  return text.replace(NOT_XML, '\u25a1').replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
