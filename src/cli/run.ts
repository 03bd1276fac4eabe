import type { Readable, Writable } from 'node:stream';
import { runCheck } from './check';
import { runBatch } from './batch';
import { usage } from './usage';
import { version } from './version';

/** Where the command line reads and writes. */
export interface Streams {
  readonly input: Readable;
  readonly output: Writable;
  readonly error: Writable;
}

/** The command line. Exit codes: 0 nothing refuted, 1 something refuted, 2 wrong usage or a file that could not be read. */
export async function run(args: readonly string[], { input, output, error }: Streams): Promise<number> {
  const [command, ...rest] = args;
  const out = (text: string): void => void output.write(text);
  const err = (text: string): void => void error.write(text);
  if (args.includes('--version')) {
    out(`${version}\n`);
    return 0;
  }
  const asksHelp = rest.some((arg) => arg === '--help' || arg === '-h');
  switch (command) {
    case 'check':
      if (asksHelp) {
        out(usage);
        return 0;
      }
      return rest.includes('--batch') ? runBatch(rest, input, output, err) : runCheck(rest, out, err);
    case 'schedule': {
      const { runSchedule } = await import('./schedule');
      return runSchedule(rest, out, err);
    }
    case 'help':
    case '--help':
    case '-h':
      out(usage);
      return 0;
    case undefined:
      err(usage);
      return 2;
    default:
      err(`rederive: there is no command “${command}”.\n\n${usage}`);
      return 2;
  }
}
