// Replaced by the bundler with the version of package.json.
declare const __VERSION__: string;
export const version: string = typeof __VERSION__ === 'string' ? __VERSION__ : '0.0.0-development';
