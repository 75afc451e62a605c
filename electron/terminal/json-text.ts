/** What JSON leaves as it is and a terminal may obey or draw elsewhere: the second half of the controls, and what forces a reading direction. */
const unsafe = /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

/** JSON in which a foreign name cannot play with the terminal that it is printed on. It means the same to whoever reads it. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value).replace(unsafe, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
