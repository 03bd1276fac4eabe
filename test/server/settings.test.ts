import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultSettings, options, readSettings } from '../../src/server/settings';

interface Manifest {
  readonly contributes: {
    readonly configuration: { readonly properties: Record<string, { readonly default: unknown }> };
  };
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const properties = manifest.contributes.configuration.properties;

describe('settings', () => {
  it('are the same in package.json', () => {
    const declared = Object.entries(properties).map(([key, { default: value }]) => [key, value]);
    const known = Object.entries(options).map(([key, option]) => [`rederive.${key}`, option.default]);
    expect(Object.fromEntries(declared)).toEqual(Object.fromEntries(known));
  });

  it('are all in the README', () => {
    const readme = readFileSync('README.md', 'utf8');
    for (const key of Object.keys(properties)) expect(readme).toContain(`\`${key}\``);
  });

  it('have their defaults where nothing, or nonsense, is sent', () => {
    expect(readSettings(undefined)).toEqual(defaultSettings);
    expect(readSettings(null)).toEqual(defaultSettings);
    expect(readSettings({ enable: 'yes', typingPause: -1 })).toEqual(defaultSettings);
  });

  it('are taken as sent where they are valid', () => {
    expect(readSettings({ enable: false, showUnknown: true, typingPause: 0 })).toEqual({
      ...defaultSettings,
      enable: false,
      showUnknown: true,
      typingPause: 0,
    });
  });
});
