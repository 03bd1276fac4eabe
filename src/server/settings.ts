/** What the user can set, under `rederive.` in the editor. */
export interface Settings {
  readonly enable: boolean;
  readonly marks: boolean;
  readonly showUnknown: boolean;
  readonly typingPause: number;
}

interface Option<T> {
  readonly default: T;
  readonly valid: (value: unknown) => value is T;
}

/** Every setting, once: its default and what it may be. package.json and the README say the same, which a test compares. */
export const options: { readonly [K in keyof Settings]: Option<Settings[K]> } = {
  enable: { default: true, valid: isBoolean },
  marks: { default: true, valid: isBoolean },
  showUnknown: { default: false, valid: isBoolean },
  typingPause: { default: 1200, valid: isPause },
};

export const defaultSettings: Settings = readSettings(undefined);

/** The settings that an editor sends; what is missing or of a wrong type has its default. */
export function readSettings(sent: unknown): Settings {
  const given = (typeof sent === 'object' && sent !== null ? sent : {}) as Readonly<Record<string, unknown>>;
  const read = <K extends keyof Settings>(key: K): Settings[K] => {
    const value = given[key];
    return options[key].valid(value) ? value : options[key].default;
  };
  return {
    enable: read('enable'),
    marks: read('marks'),
    showUnknown: read('showUnknown'),
    typingPause: read('typingPause'),
  };
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

function isPause(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 60_000;
}
