/** What a server proved unable to say of a file that it had just stored; it is then asked only where a file is to be verified. */
export const lookKey = 'lookAfterPut';
export const saysNothing = 1;
export const saysNoSize = 2;
