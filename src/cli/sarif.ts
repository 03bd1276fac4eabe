import type {
  Artifact,
  ArtifactLocation,
  Fix,
  Location,
  Log,
  Notification,
  Region,
  ReportingDescriptor,
  Result,
} from 'sarif';
import type { Analysis, CheckedClaim } from '../analysis';
import type { CheckerName, Status } from '../check/verdict';
import type { DocumentNote } from '../document/document';
import { lineWords, ownSpan, partAt } from '../document/parts';
import { findingOf } from '../features/diagnostics';
import { plainTex, plainText } from '../features/plainText';
import type { Span } from '../text/span';
import { claimRecord } from './claims';
import type { Output } from './output';
import { placeOf } from './places';

/**
 * One log of SARIF 2.1.0 with one run. What is wrong or holds only under a condition is a result that fails; with `all` the other claims are
 * results too, of kind "pass", "open" or "notApplicable".
 */
export function sarifOutput(
  { all, version }: { readonly all: boolean; readonly version: string },
  out: (text: string) => void,
): Output {
  const artifacts: Artifact[] = [];
  const rules = new Rules();
  const results: Result[] = [];
  const notifications: Notification[] = [];
  const artifactOf = (path: string): ArtifactLocation => {
    const location = { ...addressOf(path), index: artifacts.length };
    artifacts.push({ location });
    return location;
  };
  return {
    checked: (path, analysis) => {
      const writer = new FileWriter(artifactOf(path), analysis, rules);
      for (const note of analysis.notes) results.push(writer.note(note));
      for (const claim of analysis.claims)
        if (all || kinds[claim.verdict.status] === 'fail') results.push(writer.claim(claim));
    },
    unreadable: (path, message) => {
      notifications.push({
        level: 'error',
        message: { text: escaped(message) },
        locations: [{ physicalLocation: { artifactLocation: artifactOf(path) } }],
      });
    },
    end: () => {
      const log: Log = {
        $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
        version: '2.1.0',
        runs: [
          {
            tool: { driver: { name: 'Rederive', version, semanticVersion: version, rules: rules.all } },
            invocations: [
              {
                executionSuccessful: notifications.length === 0,
                ...(notifications.length > 0 ? { toolExecutionNotifications: notifications } : {}),
              },
            ],
            columnKind: 'utf16CodeUnits',
            originalUriBaseIds: { [BASE]: { description: { text: 'The folder in which Rederive was started.' } } },
            artifacts,
            results,
          },
        ],
      };
      out(`${JSON.stringify(log, null, 2)}\n`);
    },
  };
}

const BASE = '%SRCROOT%';

const kinds: Readonly<Record<Status, Result.kind>> = {
  refuted: 'fail',
  conditional: 'fail',
  proved: 'pass',
  tested: 'pass',
  given: 'notApplicable',
  unknown: 'open',
};
const levels: Readonly<Record<Status, Result.level>> = {
  refuted: 'error',
  conditional: 'warning',
  proved: 'none',
  tested: 'none',
  given: 'none',
  unknown: 'none',
};

/** The rules that the results follow, in the order of their first result: one for each checker and status, as in the editor. */
class Rules {
  readonly all: ReportingDescriptor[] = [];
  private readonly indices = new Map<string, number>();

  /** The index of the rule of an id, which is made where there is none yet. */
  index(id: string, make: () => Omit<ReportingDescriptor, 'id'>): number {
    const known = this.indices.get(id);
    if (known !== undefined) return known;
    const index = this.all.push({ id, ...make() }) - 1;
    this.indices.set(id, index);
    return index;
  }
}

/** The results of one file. */
class FileWriter {
  constructor(
    private readonly artifact: ArtifactLocation,
    private readonly analysis: Analysis,
    private readonly rules: Rules,
  ) {}

  claim(claim: CheckedClaim): Result {
    const { verdict, checker } = claim;
    const ruleId = `${checker}/${verdict.status}`;
    const level = levels[verdict.status];
    const related = this.related(claim);
    const fixes = this.fixes(claim);
    return {
      ruleId,
      ruleIndex: this.rules.index(ruleId, () => ({
        shortDescription: { text: `${statusSentences[verdict.status]} ${checkerSentences[checker]}`.trim() },
        defaultConfiguration: { level },
      })),
      kind: kinds[verdict.status],
      level,
      message: { text: escaped(findingOf(claim, true)?.message ?? plainText(verdict.reason)) },
      locations: [
        {
          ...this.location(claim.span, claim.wholeSpan),
          ...(claim.problem !== undefined
            ? { logicalLocations: [{ name: claim.problem, fullyQualifiedName: `Problem ${claim.problem}` }] }
            : {}),
        },
      ],
      ...(related.length > 0 ? { relatedLocations: related } : {}),
      ...(fixes.length > 0 ? { fixes } : {}),
      properties: propertiesOf(claim, this.analysis),
    };
  }

  note({ span, message }: DocumentNote): Result {
    const ruleId = 'document/note';
    return {
      ruleId,
      ruleIndex: this.rules.index(ruleId, () => ({
        shortDescription: { text: 'Markup or a directive that could not be used as it is written.' },
        defaultConfiguration: { level: 'warning' },
      })),
      kind: 'fail',
      level: 'warning',
      message: { text: escaped(plainText(message)) },
      locations: [this.location(span)],
    };
  }

  /** Where what the verdict rests on is said. */
  private related(claim: CheckedClaim): Location[] {
    const said = claim.assumptions.filter(({ span }) => span !== undefined);
    return said.map(({ text, span }, index) => {
      const { document } = this.analysis;
      const elsewhere = span !== undefined && partAt(document, span.from) !== undefined;
      const where = elsewhere ? ` (${lineWords(document, span)})` : '';
      return {
        id: index + 1,
        message: { text: escaped(plainText(text) + where) },
        ...(span ? this.location(ownSpan(document, span)) : {}),
      };
    });
  }

  private fixes(claim: CheckedClaim): Fix[] {
    const { repair } = claim;
    if (repair === undefined) return [];
    const wrong = plainTex(this.textAt(repair.span));
    const right = plainTex(repair.latex);
    return [
      {
        description: { text: escaped(wrong === '' ? `Insert ${right}.` : `Change ${wrong} to ${right}.`) },
        artifactChanges: [
          {
            artifactLocation: this.artifact,
            replacements: [{ deletedRegion: this.region(repair.span), insertedContent: { text: repair.latex } }],
          },
        ],
      },
    ];
  }

  private location(span: Span, context?: Span): Location {
    const region = { ...this.region(span), snippet: { text: this.textAt(span) } };
    const contextRegion =
      context && (context.from < span.from || context.to > span.to)
        ? { contextRegion: { ...this.region(context), snippet: { text: this.textAt(context) } } }
        : {};
    return { physicalLocation: { artifactLocation: this.artifact, region, ...contextRegion } };
  }

  private region(span: Span): Region {
    const { line, column, endLine, endColumn } = placeOf(span, this.analysis);
    return { startLine: line, startColumn: column, endLine, endColumn };
  }

  private textAt({ from, to }: Span): string {
    return this.analysis.document.text.slice(from, to);
  }
}

/** What the contract knows of a claim and SARIF has no place for. */
function propertiesOf(claim: CheckedClaim, analysis: Analysis): Record<string, unknown> {
  const known = claimRecord(claim, analysis);
  const entries = Object.entries(known).filter(
    ([key, value]) => ownProperties.has(key) && value !== null && value !== undefined,
  );
  return Object.fromEntries(entries);
}

const ownProperties: ReadonlySet<string> = new Set([
  ...['status', 'checker', 'relation', 'latex', 'problem', 'reading', 'remarks', 'evidence', 'counterexample'],
  ...['left', 'right', 'condition', 'cell'],
]);

const statusSentences: Readonly<Record<Status, string>> = {
  refuted: 'This step is wrong.',
  conditional: 'This step holds only under a condition.',
  proved: 'This step is proved.',
  tested: 'This step agrees in every sample.',
  given: 'This is taken as given and not checked.',
  unknown: 'This step could not be decided.',
};

const checkerSentences: Readonly<Record<CheckerName, string>> = {
  arithmetic: 'Found by exact arithmetic.',
  polynomial: 'Found by canonical forms.',
  sampling: 'Found by trying values.',
  equation: 'Found by comparing the solutions of equations.',
  inequality: 'Found by comparing both sides of an inequality.',
  calculus: 'Found by differentiating or integrating.',
  integer: 'Found by arithmetic of whole numbers.',
  matrix: 'Found by shapes and entries of matrices.',
  expectation: 'Found by computing expectations.',
  distribution: 'Found by comparing distributions.',
  function: 'Found by trying test functions.',
  growth: 'Found by following how the sides grow.',
  schedule: 'Found by simulating the schedule.',
  fact: 'Found by comparing with a stated fact.',
  none: '',
};

/** The address of a file: relative to where the tool was started, or absolute. */
function addressOf(path: string): ArtifactLocation {
  const parts = path.replace(/\\/g, '/').replace(/^(?:\.\/)+/, '');
  const uri = parts.split('/').map(encodeURIComponent).join('/');
  if (/^[A-Za-z]:\//.test(parts)) return { uri: `file:///${parts.slice(0, 2)}${uri.slice(uri.indexOf('/'))}` };
  return parts.startsWith('/') ? { uri: `file://${uri}` } : { uri, uriBaseId: BASE };
}

/** In a message braces would be placeholders, and brackets before a parenthesis a link. */
function escaped(text: string): string {
  return text.replace(/[{}]/g, (brace) => brace + brace).replace(/[[\]]/g, '\\$&');
}
