/** One test that runs inside the extension host. */
export interface Case {
  readonly name: string;
  readonly run: () => Promise<void>;
}

/** How the cases ended, for the process that started VS Code. */
export interface Report {
  readonly passed: readonly string[];
  readonly failed: readonly { readonly name: string; readonly error: string }[];
}

const longest = 60_000;

/** Runs the cases one after the other; a case that fails or takes too long does not keep the others from running. */
export async function runCases(cases: readonly Case[]): Promise<Report> {
  const passed: string[] = [];
  const failed: { name: string; error: string }[] = [];
  for (const { name, run } of cases) {
    try {
      await within(longest, run(), () => 'the case did not end');
      passed.push(name);
    } catch (error) {
      failed.push({ name, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  }
  return { passed, failed };
}

/** Waits for a promise, but not for ever. */
export async function within<T>(milliseconds: number, promise: Promise<T>, message: () => string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`After ${milliseconds / 1000} s: ${message()}`)), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
