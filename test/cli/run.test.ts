import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run';
import { usage } from '../../src/cli/usage';

async function rederive(line: string): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const [output, error] = [new PassThrough(), new PassThrough()];
  const code = await run(line.split(' '), { input: Readable.from([]), output, error });
  const read = (stream: PassThrough): string => ((stream.read() as Buffer | null) ?? '').toString();
  return { code, out: read(output), err: read(error) };
}

describe('the command line', () => {
  it.each(['--help', 'help', '-h', 'check --help', 'check -h', 'check --format sarif --help', 'check --batch --help'])(
    'helps with %s',
    async (line) => expect(await rederive(line)).toEqual({ code: 0, out: usage, err: '' }),
  );

  it('helps with schedule --help', async () => {
    const { code, out, err } = await rederive('schedule --help');
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('--loaddisk');
  });

  it.each(['--version', 'check --version', 'schedule --layers 10 --version'])(
    'tells its version with %s',
    async (line) => expect(await rederive(line)).toEqual({ code: 0, out: '0.0.0-development\n', err: '' }),
  );

  it('refuses commands and options that there are not', async () => {
    expect((await rederive('chek file.md')).code).toBe(2);
    const { code, err } = await rederive('check --fast file.md');
    expect(code).toBe(2);
    expect(err).toContain("Unknown option '--fast'");
  });
});
