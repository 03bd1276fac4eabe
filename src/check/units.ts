/** Units of one kind, each in its spellings: where two of them meet, a number may have been converted on the way. */
const kinds: readonly (readonly RegExp[])[] = [
  [
    /^(?:ns|nanoseconds?)$/,
    /^(?:us|microseconds?)$/,
    /^(?:ms|milliseconds?)$/,
    /^(?:s|secs?|seconds?)$/,
    /^(?:mins?|minutes?)$/,
    /^(?:h|hrs?|hours?)$/,
    /^days?$/,
    /^weeks?$/,
    /^months?$/,
    /^(?:yrs?|years?)$/,
  ],
  [
    /^(?:mm|millimeters?)$/,
    /^(?:cm|centimeters?)$/,
    /^(?:m|meters?|metres?)$/,
    /^(?:km|kilometers?)$/,
    /^(?:in|inch|inches)$/,
    /^(?:ft|foot|feet)$/,
    /^(?:yd|yards?)$/,
    /^(?:mi|miles?)$/,
  ],
  [/^cents?$/, /^(?:dollars?|\$)$/, /^quarters?$/, /^dimes?$/, /^nickels?$/],
  [
    /^(?:mg|milligrams?)$/,
    /^(?:g|grams?)$/,
    /^(?:kg|kilograms?)$/,
    /^(?:oz|ounces?)$/,
    /^(?:lbs?|pounds?)$/,
    /^tons?$/,
  ],
  [/^(?:ml|milliliters?)$/, /^(?:l|liters?|litres?)$/, /^cups?$/, /^pints?$/, /^quarts?$/, /^gallons?$/],
  [/^(?:b|bytes?)$/, /^(?:kb|kilobytes?)$/, /^(?:mb|megabytes?)$/, /^(?:gb|gigabytes?)$/, /^(?:tb|terabytes?)$/],
  [/^pairs?$/, /^dozens?$/],
];

/** Whether two units of one kind stand in these units: `miles/hour` beside `minutes`. */
export function mayConvert(units: readonly string[]): boolean {
  const words = units.flatMap((unit) => unit.toLowerCase().split(/[\s/]+/));
  return kinds.some((kind) => kind.filter((spelling) => words.some((word) => spelling.test(word))).length > 1);
}
