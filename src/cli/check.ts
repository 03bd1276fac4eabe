import { parseArgs } from 'node:util';
import { analyze } from '../analysis';
import { readTextFile } from './files';
import { formats, outputOf, type Format } from './output';
import { usage } from './usage';
import { version } from './version';

/** Checks files and prints what was found. Every file is checked, also behind one that cannot be read. */
export function runCheck(args: readonly string[], out: (text: string) => void, err: (text: string) => void): number {
  let options: ReturnType<typeof parseOptions>;
  try {
    options = parseOptions(args);
  } catch (error) {
    err(`rederive check: ${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return 2;
  }
  const output = outputOf({ ...options, version }, out);
  let refuted = false;
  let failed = false;
  for (const path of options.files) {
    const file = readTextFile(path);
    if (file.kind === 'unreadable') {
      failed = true;
      err(`rederive: ${file.message}\n`);
      output.unreadable(path, file.message);
      continue;
    }
    const analysis = analyze(file);
    if (analysis.claims.some((c) => c.verdict.status === 'refuted')) refuted = true;
    output.checked(path, analysis);
  }
  output.end();
  return failed ? 2 : refuted ? 1 : 0;
}

function parseOptions(args: readonly string[]): {
  format: Format;
  color: boolean;
  all: boolean;
  files: readonly string[];
} {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: 'string' },
      color: { type: 'boolean' },
      'no-color': { type: 'boolean' },
      all: { type: 'boolean' },
    },
  });
  const format = formats.find((f) => f === (values.format ?? 'text'));
  if (!format) throw new Error(`--format must be one of ${formats.join(', ')}, not “${values.format ?? ''}”.`);
  if (positionals.length === 0) throw new Error('name at least one file.');
  const wantsColor = values.color ?? (process.stdout.isTTY && process.env.NO_COLOR === undefined);
  return { format, color: wantsColor && values['no-color'] !== true, all: values.all ?? false, files: positionals };
}
