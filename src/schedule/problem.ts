/** Why a setup cannot be scheduled: one sentence for the person who wrote it. */
export interface Problem {
  readonly kind: 'problem';
  readonly message: string;
}

export function problem(message: string): Problem {
  return { kind: 'problem', message };
}
