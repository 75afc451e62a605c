/** Stands where a number is not known: a 0 there would be a lie. */
export const unknownValue = '–';
