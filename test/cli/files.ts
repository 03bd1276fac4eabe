import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runCheck } from '../../src/cli/check';

export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** The folder that the files stood in. */
  readonly folder: string;
}

/** Checks files that are written into a folder of their own, given by their names in it; what begins with a dash is an option. */
export function check(args: readonly string[], files: Readonly<Record<string, string>>): Run {
  const folder = mkdtempSync(join(tmpdir(), 'rederive-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    let out = '';
    let err = '';
    const code = runCheck(
      args.map((arg) => (/^-|^(?:text|jsonl|sarif|junit)$/.test(arg) ? arg : join(folder, arg))),
      (text) => (out += text),
      (text) => (err += text),
    );
    return { code, out, err, folder };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
