import { runCheck } from './check';
import { runBatch } from './batch';
import { usage } from './usage';
import { version } from './version';

/** The command line. Exit codes: 0 nothing refuted, 1 something refuted, 2 wrong usage or a file that could not be read. */
async function main(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  const out = (text: string): void => void process.stdout.write(text);
  const err = (text: string): void => void process.stderr.write(text);
  switch (command) {
    case 'check':
      return rest.includes('--batch') ? runBatch(rest, process.stdin, process.stdout, err) : runCheck(rest, out, err);
    case 'schedule': {
      const { runSchedule } = await import('./schedule');
      return runSchedule(rest, out, err);
    }
    case 'help':
    case '--help':
    case '-h':
      out(usage);
      return 0;
    case '--version':
      out(`${version}\n`);
      return 0;
    case undefined:
      err(usage);
      return 2;
    default:
      err(`rederive: there is no command “${command}”.\n\n${usage}`);
      return 2;
  }
}

// A reader that closes the pipe early (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

// The exit code is set, not forced: what is still in a pipe must come out.
void main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`rederive: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 2;
  },
);
